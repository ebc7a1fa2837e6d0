import { setTimeout as pause } from 'node:timers/promises';
import { boardSchema } from '#lib/board/board.ts';
import { Fleet } from './fleet.ts';
import { JoinTimes } from './joinTimes.ts';
import type { LoadedInstallation } from './loadedInstallation.ts';
import { callApi, pairScreen } from './pairScreens.ts';
import { LoadScreen } from './screen.ts';
import type { FleetCount } from './screenFleet.ts';
import { spread } from './spread.ts';

interface Profile {
  name: string;
  boards: string[];
}

/** A hall of paired TVs on a few boards, one of which reads nothing for a while, and what all of them saw. */
export class HallScreens {
  /** In this process, signed in, on the board of everything. */
  readonly own: LoadScreen;
  readonly #url: string;
  readonly #cookie: string;
  readonly #fleet = new Fleet();
  readonly #dead = new Fleet();
  readonly #joins: JoinTimes;
  /** By screen, each of which has a token. */
  readonly #profiles: Profile[];
  readonly #tokens: string[];
  readonly #openedAt = Date.now();
  #deadSeconds = 0;
  #before: number[] = [];
  #meanwhile: number[] = [];

  private constructor(loaded: LoadedInstallation, cookie: string, profiles: Profile[], tokens: string[]) {
    this.#url = loaded.installation.url;
    this.#cookie = cookie;
    this.#profiles = profiles;
    this.#tokens = tokens;
    this.#joins = new JoinTimes(loaded.exchangePort);
    this.own = new LoadScreen(this.#url, { board: 'all' }, { cookie, byKind: true });
  }

  /** Makes boards, pairs so many TVs by the API, and connects them. */
  static async open(loaded: LoadedInstallation, cookie: string, count: number): Promise<HallScreens> {
    const { url } = loaded.installation;
    for (const board of ownBoards(loaded.centres)) await callApi(url, cookie, 'POST', '/api/boards', board);
    const kinds = profilesOf(loaded.centres);
    const profiles = Array.from({ length: count }, (_, i) => kinds[i % kinds.length] as Profile);
    const tokens: string[] = [];
    for (const [i, { boards }] of profiles.entries()) {
      const { token } = await pairScreen(url, cookie, `Ekran ${i + 1}`, { boards });
      tokens.push(token);
    }
    const screens = new HallScreens(loaded, cookie, profiles, tokens);
    await screens.#fleet.open(url, tokens.slice(1));
    await screens.#dead.open(url, tokens.slice(0, 1));
    return screens;
  }

  /** Epoch ms at which the bytes of each call came, in order. */
  get joinedAt(): readonly number[] {
    return this.#joins.all;
  }

  /** Has one TV read nothing for so long. */
  async holdOneStill(afterSeconds: number, seconds: number): Promise<void> {
    await pause(afterSeconds * 1000);
    this.#before = (await this.#fleet.delays()).flat();
    this.#dead.freeze();
    await pause(seconds * 1000);
    this.#dead.thaw();
    this.#deadSeconds = seconds;
    this.#meanwhile = (await this.#fleet.delays()).flat();
  }

  async lines(): Promise<string[]> {
    const seconds = (Date.now() - this.#openedAt) / 1000;
    const counts = await this.#fleet.counts();
    const profiles = this.#profiles.slice(1);
    const latencies = (await this.#fleet.seen()).map((seen) => this.#joins.latencies(seen));
    const kinds = [...this.own.bytesByKind].map(([kind, bytes]) => `${kind} ${kB(bytes / seconds)}/s`);
    const [dead] = await this.#dead.counts();
    const total = counts.reduce((sum, { wireBytes }) => sum + wireBytes, 0);
    return [
      `${counts.length + 2} screens; wire to screen (${latencies.flat().length} sightings of ${this.#joins.at.size} calls): ${spread(latencies.flat())}`,
      `Written to on the floor: ${spread(this.#before)} before one screen stood still, ${spread(this.#meanwhile)} meanwhile`,
      ...[...new Set(profiles)].map((profile) => {
        const own = counts.filter((_, i) => profiles[i] === profile);
        return profileLine(profile, own, seconds);
      }),
      `To all screens together ${(total / seconds / 1e6).toFixed(2)} MB/s on the wire; one of everything, before packing: ${kinds.join(', ')}`,
      `The one that read nothing for ${this.#deadSeconds.toFixed(0)} s got ${dead?.snapshots} snapshots and ${dead?.patches} patches in all, ${dead?.gaps} gaps`,
    ];
  }

  /** Every screen against a fresh one of its boards, at the same frame, while all goes on. */
  async agreement(): Promise<string> {
    const fresh = new Map<Profile, LoadScreen>();
    for (const profile of new Set(this.#profiles)) {
      const token = this.#tokens[this.#profiles.indexOf(profile)] as string;
      fresh.set(profile, new LoadScreen(this.#url, { screen: token }, { history: true }));
    }
    const own = new LoadScreen(this.#url, { board: 'all' }, { cookie: this.#cookie, history: true });
    const peers = [...this.#profiles.map((profile) => fresh.get(profile)), own];
    // a frame that the fresh ones missed, or that is still on its way to them, says nothing
    let open = peers.map((_, i) => i);
    const differing = new Map<number, string>();
    for (let tries = 0; tries < 60 && open.length > 0; tries++) {
      const told = [...(await this.#dead.digests()), ...(await this.#fleet.digests())];
      told.push({ mark: this.own.mark(), digests: this.own.digests() });
      await pause(1000);
      open = open.filter((i) => {
        const expected = peers[i]?.history.get(told[i]?.mark ?? '');
        if (expected === undefined) return true;
        const kinds = Object.keys(expected.digests).filter((kind) => told[i]?.digests[kind] !== expected.digests[kind]);
        if (kinds.length > 0 && expected.ahead) return true;
        if (kinds.length > 0) differing.set(i, `${this.#profiles[i]?.name ?? 'the page'} in ${kinds.join(', ')}`);
        return false;
      });
    }
    for (const screen of [...fresh.values(), own]) screen.close();
    const all = peers.length;
    const which = [...new Set(differing.values())].join('; ');
    return (
      `${all - differing.size - open.length} of ${all} screens, the one that stood still among them, equal a fresh one at the same frame` +
      `${differing.size > 0 ? `; ${differing.size} differ: ${which}` : ''}${open.length > 0 ? `; ${open.length} could not be compared` : ''}`
    );
  }

  async close(): Promise<void> {
    this.own.close();
    this.#fleet.end();
    this.#dead.end();
    await this.#joins.stop();
  }
}

function ownBoards(centres: readonly string[]): unknown[] {
  const tiles = (...kinds: string[]) => kinds.map((kind, i) => ({ id: kind, kind, x: (i % 4) * 8, y: 0, w: 8, h: 8 }));
  return [
    {
      id: 'bekleyenler',
      name: 'Bekleyenler',
      centres: [],
      tiles: tiles('waiting_list', 'longest_wait', 'service_level'),
    },
    { id: 'temsilciler', name: 'Temsilciler', centres: [centres[1]], tiles: tiles('seat_map', 'agent_list') },
  ].map((board) => boardSchema.parse(board));
}

function profilesOf(centres: readonly string[]): Profile[] {
  const [north = ''] = centres;
  return [
    { name: 'everything', boards: ['all'] },
    { name: 'who waits', boards: ['bekleyenler'] },
    { name: 'one centre', boards: [north] },
    { name: 'agents of the other', boards: ['temsilciler'] },
    { name: 'who waits and agents in turn', boards: ['bekleyenler', 'temsilciler'] },
  ];
}

function profileLine({ name }: Profile, counts: readonly FleetCount[], seconds: number): string {
  const mean = (of: (count: FleetCount) => number) => counts.reduce((sum, count) => sum + of(count), 0) / counts.length;
  const most = Math.max(...counts.map(({ largestPatchBytes }) => largestPatchBytes));
  return (
    `  ${counts.length} of ${name}: first frame ${kB(mean((count) => count.snapshotBytes))}, then ` +
    `${kB(mean((count) => count.bytes - count.snapshotBytes) / seconds)}/s, ${kB(mean((count) => count.wireBytes) / seconds)}/s packed, ${mean((count) => count.patches / seconds).toFixed(1)} patches/s, ` +
    `the largest ${kB(most)}, ${Math.max(...counts.map(({ snapshots }) => snapshots))} snapshots, ${Math.max(...counts.map(({ gaps }) => gaps))} gaps`
  );
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
