import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { themeCookie, themeOf } from './frame/theme.ts';
import './globals.css';
import { requestLocale } from './i18n/requestLocale.ts';
import { translations } from './i18n/translations.ts';

const inter = localFont({
  src: './fonts/inter.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-inter',
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await translations('frame');
  return {
    title: { default: t('product'), template: `%s · ${t('product')}` },
    description: t('tagline'),
    applicationName: t('product'),
  };
}

export const viewport: Viewport = { themeColor: '#0a0e12', width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  return (
    <html lang={await requestLocale()} data-theme={theme} className={inter.variable}>
      <body>{children}</body>
    </html>
  );
}
