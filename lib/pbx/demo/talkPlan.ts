import type { Call, QueueLine, TalkPlan } from './callFlow.ts';
import type { ModelClock } from './modelClock.ts';

/** Share of talks that end in an attended transfer to a unit, and of those in which the caller is put on hold. */
const attendedShare = 0.012;
const heldShare = 0.1;

/** Draws how a talk goes: its length, a hold within it, and who ends it or passes it on. */
export function planTalk(call: Call, queue: QueueLine, queues: readonly QueueLine[], clock: ModelClock): TalkPlan {
  const { random, now, speed } = clock;
  const { subject } = call;
  const instant = (seconds: number): number => now + (seconds * 1000) / speed;
  const talk = Math.min(3600, Math.max(6, random.lognormal(subject.talkSeconds, subject.talkSigma)));
  const luck = random.uniform();
  const passed = subject.passedTo;
  if (passed && luck < passed.share && queue.name === subject.queue && call.visits === 1) {
    const to = queues.find((each) => each.name === passed.queue);
    // Whoever is passed on has told the matter only halfway.
    if (to) return { endsAt: instant(talk * 0.5), end: 'blind', to, holdFrom: null, holdUntil: null };
  }
  if (!subject.outOfScope && random.chance(attendedShare)) {
    const consultation = random.between(12, 50);
    return {
      endsAt: instant(talk + consultation),
      end: 'attended',
      to: null,
      holdFrom: instant(talk),
      holdUntil: null,
    };
  }
  const end = random.chance(0.58) ? 'caller' : 'agent';
  if (!subject.outOfScope && talk > 40 && random.chance(heldShare)) {
    const from = talk * random.between(0.3, 0.7);
    const hold = random.between(12, 60);
    return { endsAt: instant(talk + hold), end, to: null, holdFrom: instant(from), holdUntil: instant(from + hold) };
  }
  return { endsAt: instant(talk), end, to: null, holdFrom: null, holdUntil: null };
}
