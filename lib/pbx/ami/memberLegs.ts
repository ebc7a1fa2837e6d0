interface Member {
  agent: string;
  agentName: string;
}

/** More members than any exchange has; the next list tells them all again. */
const most = 20_000;

/**
 * Which member a leg belongs to, by its channel's name. Asterisk leaves interface and name out of the events of a member
 * whose name is no UTF-8, while its lists still show it; the channel was dialled by the interface.
 */
export class MemberLegs {
  readonly #members = new Map<string, Member | null>();

  /** A member that an event or a list names. */
  known(agent: string, agentName: string): void {
    const dialled = dialledBy(agent);
    const other = this.#members.get(dialled);
    if (dialled === '') return;
    if (other === undefined && this.#members.size >= most) this.#members.clear();
    // two members behind one trunk cannot be told apart
    this.#members.set(dialled, other === undefined || other?.agent === agent ? { agent, agentName } : null);
  }

  /** The member to whom `Local/1012@from-queue-00000007;1` or `PJSIP/1001-0000002a` belongs, if only one can be meant. */
  of(channel: string | undefined): Member | undefined {
    if (channel === undefined) return undefined;
    return this.#members.get(channel.replace(/-[0-9a-f]+(?:;[12])?$/, '')) ?? undefined;
  }

  get size(): number {
    return this.#members.size;
  }
}

/** `Local/1012@from-queue/n` makes channels `Local/1012@from-queue-…`, `PJSIP/1001/sip:…` makes `PJSIP/1001-…`. */
function dialledBy(agent: string): string {
  const [technology, resource] = agent.split('/');
  return technology && resource ? `${technology}/${resource}` : '';
}
