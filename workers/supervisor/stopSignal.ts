/** Resolves at the first word to stop. A second one, from an impatient hand, ends every part at once. */
export function stopSignal(kill: () => Promise<void>): Promise<void> {
  let first = 0;
  return new Promise((asked) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // npm passes a Ctrl-C on that the terminal has already sent; only a later one is meant.
        if (first !== 0 && Date.now() - first > 700) void kill();
        first ||= Date.now();
        asked();
      });
    }
    // npm and npx run a shell in between, which a signal ends without a word to us; then our parent is another one.
    const parent = process.ppid;
    if (process.env.npm_command === undefined && process.env.SANTRAL_LAUNCHED === undefined) return;
    setInterval(() => process.ppid !== parent && asked(), 500).unref();
  });
}
