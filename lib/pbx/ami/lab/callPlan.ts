import type { SeededRandom } from '../../demo/seededRandom.ts';

/** What a citizen and his agent will do, in the variables of `dialplan.ts`. */
export interface CallPlan {
  /** 153: the voice menu; 501–509: a queue at once. */
  extension: number;
  callerNumber: string | null;
  callerName: string | null;
  variables: Record<string, string | number>;
}

export type Mix = 'tidy' | 'normal' | 'all';

const citizens = ['Şükrü Öğüt', 'Gülizar İnce', 'IŞIL ÇAĞLAR', 'Ali Veli', 'Ümmühan Ağca', null, '📞 Emoji Hanım'];

/** A call of one of the four queues that citizens reach. */
export function planCall(random: SeededRandom, mix: Mix): CallPlan {
  const share = (part: number) => random.chance(part);
  const between = (from: number, to: number) => Math.round((from + random.uniform() * (to - from)) * 10) / 10;
  const pick = <T>(values: readonly T[]) => values[Math.floor(random.uniform() * values.length)] as T;

  const variables: CallPlan['variables'] = {
    C_PAT: mix === 'tidy' ? between(8, 25) : between(0, 22),
    C_TALK: between(0.5, 8),
    C_WHO: share(0.55) ? 'caller' : 'agent',
    C_QTO: share(mix === 'tidy' ? 0 : 0.15) ? pick([3, 5, 8]) : 30,
  };
  const plan: CallPlan = {
    extension: pick([501, 501, 502, 503, 504]),
    callerNumber: share(0.05) ? null : `0262${String(Math.floor(random.uniform() * 1e7)).padStart(7, '0')}`,
    callerName: pick(citizens),
    variables,
  };
  if (share(0.6)) {
    variables.C_IVR = share(0.08) ? 'x' : share(0.1) ? pick(['5', '6']) : String(plan.extension - 500);
    variables.C_IVRAT = between(0.3, 2);
    variables.C_SELF = between(1, 5);
    plan.extension = 153;
  }
  if (mix === 'tidy') return plan;
  if (share(0.08)) Object.assign(variables, { C_KEY: pick(['0', '9', '5']), C_KEYAT: between(0.2, 8) });
  if (share(0.3)) variables.C_OVER = pick(['502', '503-501', '501-501', '504-502-503']);
  if (mix === 'normal') {
    if (share(0.02)) variables.C_XFER = pick(['501', '502', '504']);
    return plan;
  }
  if (share(0.12)) variables.C_XFER = pick(['501', '502', '503', '504', '600', '601', '999']);
  else if (share(0.08)) Object.assign(variables, { C_ATX: pick(['600', '501', '601']), C_CONSULT: between(1, 6) });
  return plan;
}
