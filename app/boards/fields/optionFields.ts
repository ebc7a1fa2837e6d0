import { z } from 'zod';
import type { TileKind } from '#lib/board/tileKind.ts';
import { tileOptions } from '#lib/board/tileOptions.ts';

/** An option of a tile as a form asks for it. */
export type OptionField = { name: string } & (
  | { type: 'choice'; values: string[] }
  | { type: 'choices'; values: string[]; min: number }
  | { type: 'number'; min: number | undefined; max: number | undefined; whole: boolean; nullable: boolean }
  | { type: 'yesNo' }
  | { type: 'text'; max: number | undefined; nullable: boolean }
  /** By the clock of the board's first centre, `YYYY-MM-DDTHH:MM`. */
  | { type: 'dateTime' }
  | { type: 'picture' }
);

/** Options that have a control of their own beside the form. */
const own = new Set(['places', 'aisles']);

interface JsonSchema {
  type?: string;
  enum?: string[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxLength?: number;
  pattern?: string;
}

/** The options of a kind of tile, as its schema tells them: an option that is added there is asked for here. */
export function optionFields(kind: TileKind): OptionField[] {
  const schema = z.toJSONSchema(tileOptions[kind], { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return Object.entries(schema.properties ?? {}).flatMap(([name, of]) =>
    own.has(name) ? [] : (fieldOf(name, of) ?? []),
  );
}

function fieldOf(name: string, schema: JsonSchema): OptionField | null {
  const nullable = schema.anyOf?.some(({ type }) => type === 'null') ?? false;
  const of = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
  if (of.enum) return { name, type: 'choice', values: of.enum };
  switch (of.type) {
    case 'boolean':
      return { name, type: 'yesNo' };
    case 'integer':
    case 'number':
      return { name, type: 'number', min: of.minimum, max: of.maximum, whole: of.type === 'integer', nullable };
    case 'array':
      return of.items?.enum ? { name, type: 'choices', values: of.items.enum, min: of.minItems ?? 0 } : null;
    case 'string':
      if (name === 'picture') return { name, type: 'picture' };
      return nullable && of.pattern ? { name, type: 'dateTime' } : { name, type: 'text', max: of.maxLength, nullable };
    default:
      return null;
  }
}
