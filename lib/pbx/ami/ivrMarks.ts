import { subjectOf } from '../../contact/subject.ts';
import type { AmiMessage } from './amiMessage.ts';
import { type ArrivalOptions, Arrivals } from './arrivals.ts';
import type { ContactChannels } from './contactChannels.ts';
import { contactUserEvent, containedVariable, subjectVariable } from './contactMarks.ts';

const yes = new Set(['1', 'yes', 'true', 'on']);
const no = new Set(['0', 'no', 'false', 'off']);

/** Whether a variable of this name may tell of a contact. */
export function isMark(variable = ''): boolean {
  const name = plainName(variable);
  return name === containedVariable || name === subjectVariable;
}

/** Underscores in front are of inheritance. */
function plainName(variable = ''): string {
  return variable.replace(/^_{1,2}/, '');
}

/**
 * What the exchange tells of the IVR: who arrives, who has been served there, what a contact is about. A contact of which
 * the IVR says nothing is one of which nothing is known.
 */
export class IvrMarks {
  readonly #arrivals: Arrivals;
  readonly #contacts: ContactChannels;

  constructor(options: ArrivalOptions, contacts: ContactChannels) {
    this.#arrivals = new Arrivals(options);
    this.#contacts = contacts;
  }

  /** Channels that are remembered. */
  get size(): number {
    return this.#arrivals.size;
  }

  newChannel(message: AmiMessage, at: number): void {
    if (this.#arrivals.appeared(message)) this.#arrived(message, at);
  }

  /** Whether this step of the dialplan may say something. */
  isPlace(message: AmiMessage): boolean {
    const { inbound, served } = this.#arrivals.placeOf(message);
    return inbound || served;
  }

  newExtension(message: AmiMessage, at: number): void {
    if (this.#contacts.of(message.get('Uniqueid') ?? '') === undefined && this.#arrivals.entered(message))
      this.#arrived(message, at);
    const contactId = this.#contacts.of(message.get('Uniqueid') ?? '');
    if (contactId === undefined || !this.#arrivals.tellsByPlace) return;
    if (this.#arrivals.placeOf(message).served) this.#contacts.marked(contactId, true, at);
    else this.#contacts.watched(contactId);
  }

  variable(message: AmiMessage, at: number): void {
    const name = plainName(message.get('Variable'));
    if (name === containedVariable) this.#contained(this.#contactOf(message), message.get('Value'), at);
    else if (name === subjectVariable) this.#subject(this.#contactOf(message), message.get('Value'), at);
  }

  userEvent(message: AmiMessage, at: number): void {
    if (message.get('UserEvent') !== contactUserEvent) return;
    const contactId = message.get('Contact') || this.#contactOf(message);
    this.#contained(contactId, message.get('Contained'), at);
    this.#subject(contactId, message.get('Subject'), at);
  }

  /** A list of the running channels. */
  listed(running: ReadonlySet<string>): void {
    this.#arrivals.listed(running);
  }

  gone(channel: string): void {
    this.#arrivals.gone(channel);
  }

  /** Nobody listens. */
  interrupted(): void {
    this.#arrivals.clear();
  }

  #arrived(message: AmiMessage, at: number): void {
    const channel = message.get('Uniqueid') ?? '';
    if (this.#contacts.of(channel) === undefined) this.#contacts.arrived(channel, channel, at);
  }

  /** The agent's leg and whatever else a contact has given rise to bear its id as well. */
  #contactOf(message: AmiMessage): string | undefined {
    return this.#contacts.of(message.get('Uniqueid') ?? '') ?? message.get('Linkedid');
  }

  #contained(contactId: string | undefined, value: string | undefined, at: number): void {
    const word = value?.trim().toLowerCase() ?? '';
    if (contactId === undefined || !(yes.has(word) || no.has(word))) return;
    this.#contacts.marked(contactId, yes.has(word), at);
  }

  #subject(contactId: string | undefined, value: string | undefined, at: number): void {
    const subject = subjectOf(value);
    if (contactId !== undefined && subject !== null) this.#contacts.about(contactId, subject, at);
  }
}
