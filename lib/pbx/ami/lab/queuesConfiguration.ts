interface LabQueue {
  name: string;
  options: Readonly<Record<string, string | number>>;
  members: readonly string[];
}

const names: Readonly<Record<number, string>> = {
  1001: 'Ayşe Yılmaz',
  1002: 'Mehmet Öztürk',
  1003: 'Fatma Çelik',
  1004: 'Hüseyin Şahin',
  1005: 'Zeynep Güneş',
  1006: 'Mustafa Doğan',
  1007: 'Elif Işık',
  1008: 'İbrahim Koç',
  1009: 'Gülşen Aydın',
  1010: 'Emre Kılıç',
  1011: 'Çiğdem Arslan',
  1012: 'Ömer Taş',
  1013: 'Şule Ünal',
  1014: 'Oğuz Çınar',
  1015: 'İrem Ağaoğlu',
  1016: 'Uğur Gök',
};

function member(agent: number, penalty = 0): string {
  return `Local/${agent}@from-queue/n,${penalty},${names[agent]},hint:${agent}@ext-local`;
}

/** A member without a state interface: Asterisk knows only whether its Local channel is there. */
function plain(agent: number): string {
  return `Local/${agent}@from-queue/n,0,${names[agent]}`;
}

const queues: readonly LabQueue[] = [
  {
    name: '153-genel',
    options: { strategy: 'rrmemory', timeout: 8, wrapuptime: 2 },
    members: [1001, 1002, 1003, 1004, 1005].map((agent) => member(agent)),
  },
  {
    name: '153-ulasim',
    options: {
      ...{ strategy: 'leastrecent', timeout: 6, wrapuptime: 1, weight: 5, maxlen: 40 },
      ...{ joinempty: 'paused,invalid,unavailable', leavewhenempty: 'invalid,unavailable' },
    },
    members: [member(1004, 1), member(1006), member(1007)],
  },
  {
    name: '153-sosyal',
    options: { strategy: 'ringall', timeout: 10, wrapuptime: 2, maxlen: 8 },
    members: [member(1008), member(1009), member(1010)],
  },
  {
    name: '185-ariza',
    options: {
      ...{ strategy: 'random', timeout: 8, weight: 10, joinempty: 'strict', autopause: 'yes' },
      leavewhenempty: 'paused,unavailable,invalid',
    },
    members: [plain(1011), plain(1012), member(1010, 1)],
  },
  {
    name: 'deneme-anons',
    options: { strategy: 'rrmemory', timeout: 10, announce: 'queue-thankyou' },
    members: [member(1013), member(1014)],
  },
  {
    name: 'deneme-gosub',
    options: { strategy: 'fewestcalls', timeout: 8, memberdelay: 1, timeoutrestart: 'yes', reportholdtime: 'yes' },
    members: [member(1013), member(1014)],
  },
  {
    name: 'deneme-halka',
    options: { strategy: 'ringall', timeout: 5, autofill: 'yes' },
    members: [1001, 1006, 1008, 1013, 1014, 1015, 1016].map((agent) => member(agent)),
  },
  {
    name: 'deneme-bos',
    options: {
      ...{ strategy: 'linear', timeout: 12, joinempty: 'paused,unavailable,invalid' },
      leavewhenempty: 'paused,unavailable,invalid,ringing,inuse',
    },
    members: [member(1015)],
  },
  {
    name: 'deneme-mesgul',
    options: { strategy: 'wrandom', timeout: 6, ringinuse: 'yes', autopause: 'all', autopausebusy: 'yes' },
    members: [plain(1016), member(1015, 2)],
  },
];

/** queues.conf of the laboratory. `extra` lines go to the end of the first queue, so that a reload finds a changed file. */
export function queuesConfiguration(extra: readonly string[] = []): string {
  const general = `[general]
persistentmembers = yes
autofill = yes
shared_lastcall = yes
log_membername_as_agent = no
keepstats = no
`;
  const sections = queues.map(({ name, options, members }, nth) => {
    const all = {
      ...{ servicelevel: 20, retry: 1, ringinuse: 'no', context: 'queue-keys', setinterfacevar: 'yes' },
      ...{ 'announce-frequency': 0, 'announce-holdtime': 'no', 'announce-position': 'no', musicclass: 'default' },
      ...{ timeout: 8, wrapuptime: 0, weight: 0, maxlen: 0, joinempty: 'yes', leavewhenempty: 'no' },
      ...options,
    };
    const lines = Object.entries(all).map(([key, value]) => `${key} = ${value}`);
    return [`[${name}]`, ...lines, ...members.map((one) => `member => ${one}`), ...(nth === 0 ? extra : [])].join('\n');
  });
  return `${[general, ...sections].join('\n\n')}\n`;
}
