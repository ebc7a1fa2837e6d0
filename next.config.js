/** @type {import('next').NextConfig} */
export default {
  experimental: { agentUpgrade: false },
  serverExternalPackages: ['pg', 'pino'],
  poweredByHeader: false,
};
