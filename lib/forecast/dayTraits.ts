/** What makes a date unlike other dates of its weekday; known ahead, since a calendar tells it. */
export interface DayTraits {
  /**
   * The day off that it is, as an id under which its fellows of other years are found (`eid_al_fitr_1`, `republic_day`);
   * null: none. Half a day off (an eve) has an id of its own.
   */
  holiday: string | null;
  /** Days off that are alike, whatever their name: what is learned of one serves the others. */
  kind: 'national' | 'religious' | 'eve' | null;
  /** Minutes on the wall clock from which on it is off: 0 a whole day, 780 from 13:00; null: not off. */
  offFromMinute: number | null;
  /** Fasting shifts the shape of the day. */
  ramadan: boolean;
  /** Schools are in session; null: not known. */
  schoolTerm: boolean | null;
  /** Ids of the site's own special days that hold on it: a water cut, an election, snow. */
  special: readonly string[];
}

export const ordinaryDay: DayTraits = {
  holiday: null,
  kind: null,
  offFromMinute: null,
  ramadan: false,
  schoolTerm: null,
  special: [],
};

/** ISO date → what is special about it. */
export type TraitsOf = (date: string) => DayTraits;
