import type { MetadataRoute } from 'next';

/** Lets a screen be installed as an application that opens on the walls, full screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Santral',
    short_name: 'Santral',
    start_url: '/wall',
    display: 'fullscreen',
    background_color: '#0a0e12',
    theme_color: '#0a0e12',
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  };
}
