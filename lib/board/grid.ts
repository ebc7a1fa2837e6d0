/** Every board is a grid of square cells over a 16:9 screen, below its bar with name, health and clock. */
export const gridColumns = 32;
export const gridRows = 16;
/** More tiles than that nobody reads. */
export const mostTiles = 40;
