import { createTranslator } from 'use-intl/core';
import { type Area, messages } from './messages.ts';
import { requestLocale } from './requestLocale.ts';

/** The texts of one area in the language of the request, for server components and routes: `const t = await translations('plan')`. */
export async function translations<A extends Area>(area: A) {
  const locale = await requestLocale();
  return createTranslator({ locale, messages: messages[locale], namespace: area });
}
