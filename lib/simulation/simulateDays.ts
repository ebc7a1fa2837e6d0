import { type CentreModel, prepareModel } from './centreModel.ts';
import { DaySimulation } from './daySimulation.ts';
import type { DayTally } from './dayTally.ts';
import { Xoshiro } from './xoshiro.ts';

export interface SimulationInput {
  model: CentreModel;
  /** Independent days. */
  days: number;
  /** The same seed gives the same days, whatever is done between them. */
  seed: number;
  /** The first day's number: days 0–499 and 500–999 are together days 0–999. Default 0. */
  firstDay?: number;
}

/**
 * Simulates independent days one by one, so that the caller may stop, pause or show progress between them. Each day has
 * random numbers of its own; its tally is overwritten by the next day: join it to another to keep it.
 *
 * @throws RangeError naming what in the model cannot be
 */
export function* simulateDays({ model, days, seed, firstDay = 0 }: SimulationInput): Generator<DayTally, void> {
  checkDays(days);
  const simulation = new DaySimulation(prepareModel(model));
  for (let day = firstDay; day < firstDay + days; day++) yield simulation.run(new Xoshiro(seed, day));
}

/** @throws RangeError unless it is a whole number of days, one or more */
export function checkDays(days: number): void {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`days must be a whole number above 0, not ${days}`);
}
