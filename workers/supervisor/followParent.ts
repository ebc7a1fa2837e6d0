import { flushCompileCache } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into every part before its own code (`node --import`): a part ends when the supervisor is gone, however that
 * went, so that none is ever left behind. The channel to the parent closes by itself when the parent dies.
 *
 * Processes and threads that the part starts inherit this file; it is meant for the part alone.
 */
if (isMainThread && process.env.SANTRAL_PARENT === String(process.ppid)) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 4000).unref();
  });
  // Listening alone must not keep a part alive that has nothing left to do.
  process.channel?.unref();
  // Kept for the next start now, and not at the end, which may be a sudden one.
  setTimeout(flushCompileCache, 10_000).unref();
}
