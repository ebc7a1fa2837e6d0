'use client';

import { Component, type ReactNode } from 'react';
import type { BoardTile } from '#lib/board/board.ts';
import type { TileRoom } from '../tiles/tileProps.ts';
import { BrokenTile } from './BrokenTile.tsx';

interface Props {
  tile: BoardTile;
  room: TileRoom;
  children: ReactNode;
}

const againMs = 30_000;

/** A tile that fails says so in its own place, while the others go on; it is tried again by and by. */
export class TileBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  #again: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(`The tile “${this.props.tile.id}” (${this.props.tile.kind}) failed:`, error);
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.setState({ failed: false }), againMs);
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failed && before.tile !== this.props.tile) this.setState({ failed: false });
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#again);
  }

  override render(): ReactNode {
    return this.state.failed ? <BrokenTile why="failed" room={this.props.room} /> : this.props.children;
  }
}
