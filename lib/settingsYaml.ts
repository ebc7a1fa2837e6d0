import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { SettingsMistake } from './settingsMistake.ts';

export type Path = (string | number)[];
/** Names the line on which a value stands (and the column where several stand on one line), for later checks. */
export type Locate = (path: Path) => string;

export interface YamlText {
  /** null: it cannot be read at all. */
  content: unknown;
  mistakes: SettingsMistake[];
  locate: Locate;
}

/**
 * Reads YAML with every scalar as the text that stands there (the failsafe schema), so that an id such as 0153 or a label
 * such as `no` stays what it was. Anchors, aliases and `<<` are followed; `key:` with nothing behind it counts as not
 * written.
 *
 * @param name the file's name as it is to stand in sentences
 */
export function readYaml(bytes: Uint8Array, name: string): YamlText {
  const mistakes: SettingsMistake[] = [];
  const text = decoded(bytes);
  if (text === null) {
    mistakes.push({ where: name, sentence: 'is not written in UTF-8; save it with the encoding UTF-8' });
    return { content: null, mistakes, locate: () => name };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', merge: true, lineCounter: lines });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const locate: Locate = (path) => {
    const found = placeOf(document.contents, path, (alias) => (isAlias(alias) ? alias.resolve(document) : alias));
    if (found === null) return name;
    return found.flow ? at(found.offset) : `${name}:${lines.linePos(found.offset).line}`;
  };
  const unreadable = (more: SettingsMistake[]): YamlText => ({ content: null, mistakes: more, locate });

  const slips = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  if (slips.length > 0) {
    const tabs = tabbedLines(text);
    // Where tabs indent, the parser stumbles over their consequences.
    if (tabs.length > 0)
      return unreadable(
        tabs.map((line) => ({ where: `${name}:${line}`, sentence: 'is indented with a tab; use spaces' })),
      );
    // Only the first: what follows a slip in the syntax is mostly its echo.
    const [slip] = slips;
    const where = slip?.linePos ? `${name}:${slip.linePos[0].line}:${slip.linePos[0].col}` : `${name}:1`;
    const second = slip?.code === 'MULTIPLE_DOCS';
    const sentence = second
      ? 'begins a second document (---); keep one'
      : `is no valid YAML: ${firstLine(slip?.message ?? '')}`;
    return unreadable([{ where, sentence }]);
  }
  for (const { pos } of document.errors) {
    const key = /^["']?([^\s:"']+)/.exec(text.slice(pos[0]))?.[1] ?? 'a key';
    mistakes.push({ where: at(pos[0]), sentence: `${key} stands twice in the same block; keep one` });
  }
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      const { source } = alias;
      mistakes.push({
        where: at(alias.range?.[0] ?? 0),
        sentence: `*${source} refers to nothing; write &${source} before the value that it repeats`,
      });
    },
  });
  // Neither can be turned into values.
  if (mistakes.some(({ sentence }) => sentence.startsWith('*'))) return unreadable(mistakes);
  try {
    return { content: withoutEmpty(document.toJS() ?? {}), mistakes, locate };
  } catch (error) {
    mistakes.push({ where: name, sentence: `is no valid YAML: ${firstLine((error as Error).message)}` });
    return unreadable(mistakes);
  }
}

/** null when the bytes are not UTF-8, as from an editor that writes UTF-16 or Windows-1254. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Numbers of the lines that a tab indents. */
function tabbedLines(text: string): number[] {
  return text.split(/\r?\n/).flatMap((line, index) => (/^ *\t\s*[^\s#]/.test(line) ? [index + 1] : []));
}

/** Where the value at `path` starts; of what is missing, where the nearest block around it does. */
function placeOf(root: Node | null, path: Path, resolved: (node: unknown) => unknown) {
  if (!root?.range) return null;
  let node: unknown = root;
  let offset = root.range[0];
  let flow = false;
  for (const step of path) {
    node = resolved(node);
    if (isMap(node)) {
      const pair = pairOf(node, String(step), resolved);
      if (!pair) break;
      flow ||= pair.flow;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      flow ||= node.flow === true;
      node = node.items[Number(step)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return { offset, flow };
}

/** A key's own pair, or the one that `<<` brings in. */
function pairOf(
  node: unknown,
  key: string,
  resolved: (node: unknown) => unknown,
): { key: unknown; value: unknown; flow: boolean } | null {
  if (!isMap(node)) return null;
  const named = (wanted: string) =>
    node.items.find(({ key }) => isScalar(key) && (typeof key.value === 'symbol' ? key.source : key.value) === wanted);
  const own = named(key);
  if (own) return { key: own.key, value: own.value, flow: node.flow === true };
  const merged = resolved(named('<<')?.value);
  for (const source of isSeq(merged) ? merged.items.map(resolved) : [merged]) {
    const found = pairOf(source, key, resolved);
    if (found) return found;
  }
  return null;
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== '' && entry !== null)
      .map(([key, entry]) => [key, withoutEmpty(entry)]),
  );
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}
