'use client';

import { createContext } from 'react';

/** The token of the paired screen on which this is shown; null on a person's page, who has a session. */
export const ScreenToken = createContext<string | null>(null);
