/** What one check found. */
export interface Finding {
  /** What it is about: `machine`, `database`, `pages` or an exchange's id. */
  about: string;
  check: string;
  /** `unknown`: it could not be told, and why stands in `said`. */
  state: 'well' | 'wrong' | 'unknown';
  said: string;
  /** What to do, in one line; null when well. */
  cure: string | null;
}

/** Makes the findings about one thing. */
export function findingsAbout(about: string) {
  const findings: Finding[] = [];
  return {
    findings,
    well: (check: string, said: string) => findings.push({ about, check, state: 'well', said, cure: null }),
    wrong: (check: string, said: string, cure: string) => findings.push({ about, check, state: 'wrong', said, cure }),
    unknown: (check: string, said: string, cure: string | null = null) =>
      findings.push({ about, check, state: 'unknown', said, cure }),
  };
}
