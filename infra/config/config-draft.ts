import { z } from 'zod';
import type { StackConfig } from './config-schema.ts';

/** `T` with anything missing, at every depth. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** What of a configuration is valid, so that one problem does not hide the others. */
export type ConfigDraft = Draft<StackConfig>;

/** The parts of `input` that fit `schema`, with the defaults; what does not fit is left out. */
export function draftOf(schema: z.core.$ZodType, input: unknown): unknown {
  const whole = z.safeParse(schema, input);
  if (whole.success) return whole.data;
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray)
    return Array.isArray(input) ? input.map((item) => draftOf(inner.element, item)) : undefined;
  if (typeof input !== 'object' || input === null) return undefined;
  const fields = input as Readonly<Record<string, unknown>>;
  if (inner instanceof z.ZodRecord)
    return Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [key, draftOf(inner.valueType, value)]),
    );
  const object = inner instanceof z.ZodDiscriminatedUnion ? memberOf(inner, fields) : inner;
  if (!(object instanceof z.ZodObject)) return undefined;
  const shape: Readonly<Record<string, z.core.$ZodType>> = object.shape;
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, draftOf(value, fields[key])]));
}

function memberOf(union: z.ZodDiscriminatedUnion, input: Readonly<Record<string, unknown>>): unknown {
  const { discriminator } = union.def;
  return union.options.find(
    (option) =>
      option instanceof z.ZodObject && z.safeParse(option.shape[discriminator], input[discriminator]).success,
  );
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapper ? unwrapped(schema.unwrap()) : schema;
}
