import { vi } from 'vitest';

/** Conditions are waited for as long everywhere as `expect.poll` does: a busy machine is no failure. */
const { waitFor } = vi;
vi.waitFor = (callback, options = { timeout: 20_000 }) => waitFor(callback, options);
