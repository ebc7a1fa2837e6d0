/** A name that an agent had, as it was told. Instants are epoch ms. */
export interface ToldName {
  exchange: string;
  agent: string;
  name: string;
  /** The name before, of one who was renamed while signed in. */
  renamedFrom: string | null;
  lastSeen: number;
}

export interface Person {
  /** Unique among the persons of an installation. */
  id: string;
  exchange: string;
  agent: string | null;
  /** The latest name, and those before it. */
  name: string;
  formerNames: string[];
}

/**
 * Who is who behind interfaces and names. An interface and a name make a person; a rename while signed in joins two names
 * of one person. A name alone, as an exchange's own record has it, is the person who alone bore it; if several did, or
 * none is known, it stays a person of its own: it is not guessed.
 */
export class AgentPersons {
  readonly #persons = new Map<string, Person>();
  readonly #byName = new Map<string, Set<Person>>();

  constructor(told: readonly ToldName[]) {
    const names = new Map<string, ToldName[]>();
    for (const one of told)
      names.set(key(one.exchange, one.agent), [...(names.get(key(one.exchange, one.agent)) ?? []), one]);
    for (const own of names.values()) {
      for (const joined of joinedNames(own)) {
        const [latest, ...former] = joined.sort((a, b) => b.lastSeen - a.lastSeen);
        if (latest === undefined) continue;
        const { exchange, agent, name } = latest;
        const id = key(exchange, agent, name);
        const person = { id, exchange, agent, name, formerNames: former.map((one) => one.name).reverse() };
        for (const one of joined) this.#put(person, one.name);
      }
    }
  }

  /** `agent` null: only the name is known. */
  personOf(exchange: string, agent: string | null, name: string): Person {
    if (agent !== null) {
      const unheardOf = { id: key(exchange, agent, name), exchange, agent, name, formerNames: [] };
      return this.#persons.get(unheardOf.id) ?? unheardOf;
    }
    const bearers = this.#byName.get(key(exchange, name));
    const [only] = bearers ?? [];
    if (only !== undefined && bearers?.size === 1) return only;
    return { id: key(exchange, '', name), exchange, agent: null, name, formerNames: [] };
  }

  #put(person: Person & { agent: string }, name: string): void {
    const { exchange, agent } = person;
    this.#persons.set(key(exchange, agent, name), person);
    // a member without a name is logged by its interface
    for (const logged of [name, agent]) {
      const bearers = this.#byName.get(key(exchange, logged)) ?? new Set();
      this.#byName.set(key(exchange, logged), bearers.add(person));
    }
  }
}

/** The names of one interface in groups, each of one person. */
function joinedNames(names: readonly ToldName[]): ToldName[][] {
  const groups = new Map(names.map((one) => [one.name, [one]]));
  for (const { name, renamedFrom } of names) {
    const from = renamedFrom === null ? undefined : groups.get(renamedFrom);
    const to = groups.get(name);
    if (from === undefined || to === undefined || from === to) continue;
    from.push(...to);
    for (const one of to) groups.set(one.name, from);
  }
  return [...new Set(groups.values())];
}

function key(...parts: string[]): string {
  return parts.join('|');
}
