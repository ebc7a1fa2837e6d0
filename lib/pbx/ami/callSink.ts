import type { Outcome, TalkEnd } from '../../contact/visit.ts';
import type { TrackedCall, TrackedVisit } from './trackedCall.ts';

/** What the tracker tells, already settled; the translation adds the times of receipt. */
export interface CallSink {
  contactStarted(contactId: string, at: number): void;
  contactTold(contactId: string, at: number, served: true | null, subject: string | null): void;
  contactEnded(contactId: string, at: number, contained: boolean | null, subject: string | null): void;
  joined(visit: TrackedVisit, call: TrackedCall, position: number | null): void;
  leftLine(visit: TrackedVisit, at: number): void;
  answered(visit: TrackedVisit, at: number, agentName: string, ringSeconds: number | null): void;
  notAnswered(
    visit: TrackedVisit,
    outcome: Exclude<Outcome, 'answered'>,
    leftAt: number,
    waitSeconds: number | null,
    reason: string | null,
  ): void;
  talkEnded(visit: TrackedVisit, talkEnd: TalkEnd, endedAt: number, talkSeconds: number | null): void;
  talkHeld(visit: TrackedVisit, at: number, held: boolean): void;
  offered(visit: TrackedVisit, at: number, agent: string, agentName: string): void;
  missed(visit: TrackedVisit, at: number, agent: string, agentName: string, ringMs: number | null): void;
  offerWithdrawn(visit: TrackedVisit, at: number, agent: string): void;
}
