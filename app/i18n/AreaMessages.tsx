import type { ReactNode } from 'react';
import { ClientMessages } from './ClientMessages.tsx';
import { type Area, messages } from './messages.ts';
import { requestLocale } from './requestLocale.ts';

/** Hands the texts of these areas to the client components within, where `useTranslations('area')` reads them. */
export async function AreaMessages({ areas, children }: { areas: Area[]; children: ReactNode }) {
  const locale = await requestLocale();
  const own = Object.fromEntries(areas.map((area) => [area, messages[locale][area]]));
  return (
    <ClientMessages locale={locale} messages={own}>
      {children}
    </ClientMessages>
  );
}
