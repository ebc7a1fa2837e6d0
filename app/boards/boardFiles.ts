'use client';

import { type BoardContent, type BoardFault, boardFileText, readBoardFile } from '#lib/board/boardFile.ts';
import { optionIssues } from '#lib/board/tileOptions.ts';
import { wholeBoard } from '#lib/board/wholeBoard.ts';

const mostBytes = 1_000_000;

/** Hands the browser a board to keep as a file. */
export function downloadBoard(id: string, content: BoardContent): void {
  const address = URL.createObjectURL(new Blob([boardFileText(content)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${id}.santral-board.json`;
  link.click();
  URL.revokeObjectURL(address);
}

/** The board in a file that a person chose, its tiles' options checked as well and whole; or what is wrong with it. */
export async function boardInFile(file: File): Promise<{ content: BoardContent } | { fault: BoardFault | 'tooLong' }> {
  if (file.size > mostBytes) return { fault: 'tooLong' };
  const read = readBoardFile(await file.text(), optionIssues);
  return 'fault' in read ? read : { content: wholeBoard(read.content) };
}
