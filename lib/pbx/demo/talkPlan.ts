import type { Call, QueueLine, TalkPlan } from './callFlow.ts';
import type { SeededRandom } from './seededRandom.ts';

/** Share of talks that end in an attended transfer to a unit, and of those in which the caller is put on hold. */
const attendedShare = 0.012;
const heldShare = 0.1;

/** Draws how a talk goes: its length, a hold within it, and who ends it or passes it on. */
export function planTalk(call: Call, queue: QueueLine, queues: readonly QueueLine[], random: SeededRandom): TalkPlan {
  const { subject } = call;
  const talk = Math.min(3600, Math.max(6, random.lognormal(subject.talkSeconds, subject.talkSigma)));
  const luck = random.uniform();
  const passed = subject.passedTo;
  if (passed && luck < passed.share && queue.name === subject.queue && call.visits === 1) {
    const to = queues.find((each) => each.name === passed.queue);
    // Whoever is passed on has told the matter only halfway.
    if (to) return { seconds: talk * 0.5, end: 'blind', to, holdFrom: null, holdUntil: null };
  }
  if (!subject.outOfScope && random.chance(attendedShare)) {
    const consultation = random.between(12, 50);
    return {
      seconds: talk + consultation,
      end: 'attended',
      to: null,
      holdFrom: talk,
      holdUntil: null,
    };
  }
  const end = random.chance(0.58) ? 'caller' : 'agent';
  if (!subject.outOfScope && talk > 40 && random.chance(heldShare)) {
    const from = talk * random.between(0.3, 0.7);
    const hold = random.between(12, 60);
    return { seconds: talk + hold, end, to: null, holdFrom: from, holdUntil: from + hold };
  }
  return { seconds: talk, end, to: null, holdFrom: null, holdUntil: null };
}
