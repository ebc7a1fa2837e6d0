import { z } from 'zod';
import type { ScreenSettings } from '../board/screenAssignment.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is HH:MM, from 00:00 to 23:59');

/** ScreenSettings from outside, or as the database holds them; what an older release did not know has its default. */
export const screenSettingsSchema = z.object({
  boards: z.array(z.string().min(1).max(60)).max(20).default([]),
  rotateSeconds: z.int().min(10).max(3600).default(30),
  locale: z.enum(['tr', 'en']).default('tr'),
  theme: z.enum(['dark', 'light']).default('dark'),
  viewingMetres: z.number().min(1).max(40).default(10),
  diagonalInches: z.number().min(7).max(150).default(55),
  night: z
    .object({ from: timeOfDay, to: timeOfDay, brightness: z.number().min(0.1).max(1) })
    .nullable()
    .default(null),
  pixelShift: z.boolean().default(true),
  volume: z.number().min(0).max(1).nullable().default(null),
}) satisfies z.ZodType<ScreenSettings>;

/** Its name on the wall and in the list. */
export const screenNameSchema = z.string().trim().min(1).max(60);

/** What a screen tells of itself. */
export const screenReportSchema = z.object({
  build: z.string().max(60),
  board: z.string().max(60).nullable(),
  latencyMs: z.number().min(0).max(600_000).nullable(),
  width: z.int().min(0).max(100_000),
  height: z.int().min(0).max(100_000),
});
