/** @type {import('next').NextConfig} */
export default {
  // `npm run types` checks all of it; a build on a user's machine need not do so again.
  typescript: { ignoreBuildErrors: true },
  experimental: { agentUpgrade: false, authInterrupts: true },
  serverExternalPackages: ['pg', 'pino'],
  poweredByHeader: false,
};
