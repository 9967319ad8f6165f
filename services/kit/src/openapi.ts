import { z } from 'zod';
import type { AnswerSpec, Operation } from './operation.ts';

export interface OpenApiOptions {
  readonly title: string;
  readonly version: string;
  readonly operations: readonly Operation[];
}

/** The shape of every problem document. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
});

/** An OpenAPI 3.1 document (JSON Schema 2020-12) of a service's operations. */
export function openApiDocument({ title, version, operations }: OpenApiOptions): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const spec of operations) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [spec.method]: operationObject(spec) };
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
    },
  };
}

function operationObject(spec: Operation): Record<string, unknown> {
  const answers = Object.entries(spec.answers).map(([status, answer]) => [status, answerObject(answer)]);
  return {
    operationId: spec.id,
    summary: spec.summary,
    ...(spec.security === false ? {} : { security: [{ accessToken: [] }] }),
    parameters: [
      ...parametersOf(spec.params, 'path'),
      ...parametersOf(spec.query, 'query'),
      ...headersOf(spec),
    ],
    ...(spec.body ? { requestBody: { required: true, content: json(jsonSchema(spec.body, 'input')) } } : {}),
    responses: { ...Object.fromEntries(answers), default: problemAnswer },
  };
}

const problemAnswer = {
  description: 'A problem document (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function answerObject({ description, schema, headers }: AnswerSpec): Record<string, unknown> {
  const declared = Object.entries(headers ?? {}).map(([name, text]) => [
    name,
    { description: text, required: true, schema: { type: 'string' } },
  ]);
  return {
    description,
    ...(declared.length > 0 ? { headers: Object.fromEntries(declared) } : {}),
    ...(schema ? { content: json(jsonSchema(schema, 'output')) } : {}),
  };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): unknown[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function headersOf({ headers = [] }: Operation): unknown[] {
  return headers.map((name) => ({ name, in: 'header', required: true, schema: { type: 'string' } }));
}

const json = (schema: unknown) => ({ 'application/json': { schema } });

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
