'use client';

import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import type { Locale } from './locale.ts';
import type { Messages } from './messages.ts';

interface Props {
  locale: Locale;
  messages: Partial<Messages>;
  children: ReactNode;
}

/** use-intl's provider on the client. Dates carry their centre's zone at each use, so no zone is set for all. */
export function ClientMessages({ locale, messages, children }: Props) {
  return (
    <IntlProvider locale={locale} messages={messages as Messages} timeZone="Europe/Istanbul">
      {children}
    </IntlProvider>
  );
}
