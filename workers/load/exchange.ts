import { parseArgs } from 'node:util';
import { DemoExchange } from '#lib/pbx/demo/demoExchange.ts';
import { loadCentre } from '#lib/pbx/demo/loadCentre.ts';

/**
 * The exchange of the load bench as a process of its own: `node workers/load/exchange.ts --data FOLDER`. Says
 * `{"port":n,"queueLog":PATH}` when it can be connected to; at SIGUSR2 no more calls come, and those that are there go on to
 * their own end; ends at SIGTERM.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data' },
    queues: { type: 'string', default: '200' },
    agents: { type: 'string', default: '2000' },
    calls: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const [queues, agents, callsPerSecond] = [Number(values.queues), Number(values.agents), Number(values.calls)];
const exchange = new DemoExchange({
  ...loadCentre({ queues, agents, queuesPerAgent: Math.min(5, queues) }),
  dataDir: values.data,
  seed: Number(values.seed),
  port: 0,
  scenario: { callsPerSecond, agents, breaks: true, ownQueuesOnly: true },
});
process.once('SIGTERM', () => void exchange.stop().then(() => process.exit(0)));
process.on('SIGUSR2', () => exchange.closeLines());
const port = await exchange.start();
process.stdout.write(`${JSON.stringify({ port, queueLog: exchange.queueLogPath })}\n`);
