/** An input that fits a channel's schema, made from the schema itself: for asking every channel, whatever channels there are. */
import { z } from 'zod';
import type { Channel } from '../../shared/channels.ts';
import { contract } from '../../shared/contract.ts';

type Shape = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  required?: string[];
  properties?: Record<string, Shape>;
  items?: Shape;
  minItems?: number;
  minLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
};

/** Throws where none could be made: then the schema asks for more than its shape says, and this has to know it. */
export function fittingInput(channel: Channel): unknown {
  const { input } = contract[channel];
  const made = sample(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape);
  if (!input.safeParse(made).success) throw new Error(`${channel} does not take ${JSON.stringify(made)}`);
  return made;
}

function sample(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  const [first] = shape.anyOf ?? shape.oneOf ?? shape.allOf ?? [];
  if (first !== undefined) return sample(first);
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        (shape.required ?? []).map((name) => [name, sample(shape.properties?.[name] ?? {})]),
      );
    case 'array':
      return Array.from({ length: shape.minItems ?? 0 }, () => sample(shape.items ?? {}));
    case 'string':
      if (shape.format === 'uuid') return '00000000-0000-4000-8000-000000000000';
      if (shape.format === 'date') return '2026-12-03';
      // A file's name, which ends as its kind does.
      for (const ending of ['csv', 'pdf']) if (shape.pattern?.includes(ending)) return `x.${ending}`;
      return 'x'.repeat(Math.max(12, shape.minLength ?? 1));
    case 'integer':
    case 'number':
      return Math.max(1, shape.minimum ?? 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}
