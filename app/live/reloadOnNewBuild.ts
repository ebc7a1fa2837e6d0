const key = 'santral-reloaded-for';

/** The few things of the browser that a reload needs; a test hands in its own. */
export interface ReloadSurroundings {
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  reload(): void;
}

/**
 * A screen that hangs for weeks reloads by itself when the server runs a new build, but only once for each build: a
 * proxy that mixes two servers must not make it reload for ever.
 *
 * @param page the build that the page is of; else it is taken for that of the first connection
 * @returns takes the build id of each connection
 */
export function reloadOnNewBuild({ storage, reload }: ReloadSurroundings, page?: string): (id: string) => void {
  let own = page;
  return (id) => {
    own ??= id;
    if (id === own || storage.getItem(key) === id) return;
    storage.setItem(key, id);
    reload();
  };
}
