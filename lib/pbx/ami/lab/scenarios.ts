import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { planCall } from './callPlan.ts';
import type { Lab } from './lab.ts';
import { anyAct } from './supervisorActs.ts';

/** What is recorded, by name. Each begins with everything at rest and ends when the last call was made. */
export const scenarios: Record<string, (lab: Lab) => Promise<void>> = {
  /** Nothing but calls that are answered, abandoned or contained. */
  tidy: (lab) => lab.stream(() => planCall(lab.random, 'tidy')),

  /** Every outcome, and every act of supervisors and agents. */
  mix: (lab) =>
    lab.stream(
      () => planCall(lab.random, 'all'),
      () => anyAct(lab),
    ),

  /** Many calls, with agents for them; agents sign in and out and take breaks. */
  load: async (lab) => {
    await signInMany(lab, 60);
    await lab.stream(
      () => planCall(lab.random, 'normal'),
      async (second) => {
        if (second % 5 === 0) await anyAct(lab);
      },
    );
  },

  /** As many calls a second as asked for, with QueueStatus on the recorded connection eight times a second. */
  burst: async (lab) => {
    await signInMany(lab, 160);
    const poll = setInterval(() => lab.recorder.ask('QueueStatus'), 125);
    await lab.stream(() => planCall(lab.random, 'normal'));
    await lab.wait(10_000);
    clearInterval(poll);
  },

  /** Texts that are no UTF-8, and reloads in the middle of calls. */
  encodings: (lab) =>
    lab.stream(
      () => planCall(lab.random, 'normal'),
      (second) => oddText(lab, second),
    ),

  /** Restarts in the middle of calls: at once, killed, and gracefully. */
  restart: async (lab) => {
    const half = lab.stream(() => planCall(lab.random, 'normal'));
    await lab.wait(20_000);
    lab.note('core restart now', {});
    await Promise.race([lab.operator.command('core restart now'), lab.wait(1000)]);
    await lab.operator.connect();
    await lab.wait(20_000);
    lab.note('kill -9', {});
    process.kill(Number(readFileSync(lab.settings.pidFile ?? '', 'utf8')), 'SIGKILL');
    await lab.wait(4000);
    await startAgain(lab);
    await lab.operator.connect();
    await half;
    await lab.wait(2000);
    lab.note('core restart gracefully', {});
    const gracefully = Date.now();
    await Promise.race([lab.operator.command('core restart gracefully'), lab.wait(1000)]);
    while (lab.operator.connected && Date.now() - gracefully < 120_000) await lab.wait(200);
    await lab.operator.connect();
    lab.note('restarted gracefully', { seconds: (Date.now() - gracefully) / 1000 });
    for (let nth = 0; nth < 20; nth++) {
      lab.call(planCall(lab.random, 'normal'));
      await lab.wait(500);
    }
  },

  /** The rarer ways through a queue, a few of each. */
  rare: async (lab) => {
    await lab.stream(
      () => rareCall(lab),
      (second) => rareAct(lab, second),
    );
  },
};

function rareCall(lab: Lab) {
  const plan = planCall(lab.random, 'all');
  const pick = <T>(values: readonly T[]) => values[Math.floor(lab.random.uniform() * values.length)] as T;
  plan.extension = pick([505, 505, 506, 506, 507, 507, 508, 509, 503, 504]);
  const { variables } = plan;
  delete variables.C_IVR;
  const odd = pick(['cancel', 'park', 'overflow', 'twice', 'attended', 'early', 'plain', 'plain', 'late']);
  if (odd === 'cancel') Object.assign(variables, { C_CANCEL: pick([0.1, 0.5, 1.5, 3]) });
  if (odd === 'park') Object.assign(variables, { C_PARK: 1 });
  if (odd === 'overflow') Object.assign(variables, { C_QTO: pick([2, 4]), C_OVER: '507-505-508-501' });
  if (odd === 'twice') Object.assign(variables, { C_QTO: 3, C_OVER: `${plan.extension}-${plan.extension}` });
  if (odd === 'attended')
    Object.assign(variables, { C_ATX: pick(['501', '505', '600', '601']), C_CONSULT: pick([0.5, 2, 7]) });
  if (odd === 'early') Object.assign(variables, { C_PAT: 0 });
  if (odd === 'late') Object.assign(variables, { C_RING: pick([5.9, 6, 4.9, 5, 9.9, 10]) });
  return plan;
}

async function rareAct(lab: Lab, second: number): Promise<void> {
  const { operator, random } = lab;
  const pick = <T>(values: readonly T[]) => values[Math.floor(random.uniform() * values.length)] as T;
  const ringing = [...operator.ringing.keys()];
  if (second % 3 === 0 && ringing.length > 0) {
    const variable = `PICK=${pick(ringing)}`;
    await lab.act('Originate', {
      Channel: 'Local/hold@desk/n',
      Context: 'desk',
      Exten: 'pickchan',
      Priority: 1,
      Async: 'true',
      Variable: variable,
    });
  } else if (second % 3 === 1) {
    const away = second % 2 === 0 ? 'true' : 'false';
    await lab.act('QueuePause', { Interface: 'Local/1015@from-queue/n', Paused: away, Reason: 'Boş' });
  } else await anyAct(lab);
  // autopause takes members away for good; they come back
  if (second % 7 === 0)
    for (const agent of [1010, 1011, 1012, 1013, 1014, 1015, 1016])
      await lab.act('QueuePause', { Interface: `Local/${agent}@from-queue/n`, Paused: 'false' });
}

async function oddText(lab: Lab, second: number): Promise<void> {
  const { operator } = lab;
  const latin5 = (text: string) =>
    Buffer.from(
      [...text].map(
        (letter) => ({ ş: 0xfe, Ş: 0xde, ğ: 0xf0, Ğ: 0xd0, ı: 0xfd, İ: 0xdd })[letter] ?? letter.charCodeAt(0),
      ),
    );
  const turn = second % 12;
  lab.note('odd text', { turn });
  if (turn === 1)
    operator.raw('Originate', {
      Channel: 'Local/s@caller/n',
      ...{ Context: 'from-trunk', Exten: '502', Priority: '1', Async: 'true', Variable: '__C_PAT=20' },
      CallerID: Buffer.concat([Buffer.from('"'), latin5('Gülşen Ağaoğlu'), Buffer.from('" <02621112233>')]),
    });
  if (turn === 2)
    operator.raw('QueuePause', { Interface: 'Local/1002@from-queue/n', Paused: 'true', Reason: latin5('Öğle yemeği') });
  if (turn === 3)
    operator.raw('QueueAdd', {
      ...{ Queue: '153-genel', Interface: 'Local/2001@from-queue/n' },
      ...{ MemberName: latin5('Şule Işık'), StateInterface: 'hint:2001@ext-local' },
    });
  if (turn === 4) await lab.act('QueueReload', {});
  if (turn === 5) operator.raw('QueuePause', { Interface: 'Local/1002@from-queue/n', Paused: 'false' });
  if (turn === 6) await operator.command('queue reload all');
  if (turn === 7) await operator.command('module reload app_queue.so');
  if (turn === 8) await operator.command('core reload');
  if (turn === 9) await lab.act('QueueRemove', { Queue: '153-genel', Interface: 'Local/2001@from-queue/n' });
  if (turn === 10)
    operator.raw('QueuePause', {
      Interface: 'Local/1006@from-queue/n',
      Paused: 'true',
      Reason: Buffer.from([0xc5, 0x9f, 0xff]),
    });
  if (turn === 11) operator.raw('QueuePause', { Interface: 'Local/1006@from-queue/n', Paused: 'false' });
}

async function signInMany(lab: Lab, count: number): Promise<void> {
  const queues = ['153-genel', '153-ulasim', '153-sosyal', '185-ariza'];
  for (let agent = 2001; agent < 2001 + count; agent++) {
    const queue = queues[agent % 4] ?? '';
    const also = queues[(agent + 1) % 4] ?? '';
    for (const one of agent % 3 === 0 ? [queue, also] : [queue])
      await lab.operator.act('QueueAdd', {
        ...{ Queue: one, Interface: `Local/${agent}@from-queue/n`, MemberName: `Temsilci ${agent}` },
        StateInterface: `hint:${agent}@ext-local`,
      });
  }
}

function startAgain(lab: Lab): Promise<void> {
  const command = lab.settings.startCommand;
  if (command === null)
    throw new Error('This scenario kills Asterisk: give --start, the command that starts it again.');
  lab.note('start', {});
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', command], (error) => (error ? reject(error) : resolve()));
  });
}
