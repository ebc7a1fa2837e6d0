/** Where the tab counts how often the TV's page failed in a row. */
export const failureKey = 'santral-tv-failed';
