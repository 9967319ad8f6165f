import { operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { emailSchema } from './accounts/email.ts';
import { localeSchema, timeZoneSchema } from './accounts/region-schema.ts';
import { givenPassword, newPassword } from './passwords/password-schema.ts';

const user = z.object({
  id: z.uuid(),
  email: z.string(),
  timeZone: z.string(),
  locale: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

const tokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.iso.datetime().meta({ description: 'End of the access token' }),
  sessionExpiresAt: z.iso.datetime().meta({ description: 'End of the session, whatever happens' }),
});

const refreshToken = z.strictObject({ refreshToken: z.string() });

export const registerOperation = operation({
  id: 'register',
  method: 'post',
  path: '/v1/register',
  summary: 'Sign up; the answer never tells whether the address was known',
  security: false,
  body: z.strictObject({
    email: emailSchema,
    password: newPassword,
    timeZone: timeZoneSchema,
    locale: localeSchema.optional(),
  }),
  answers: { 202: { description: 'Accepted', schema: z.object({ status: z.literal('accepted') }) } },
});

export const loginOperation = operation({
  id: 'login',
  method: 'post',
  path: '/v1/login',
  summary: 'Sign in with e-mail address and password',
  security: false,
  body: z.strictObject({ email: emailSchema, password: givenPassword }),
  answers: { 200: { description: 'A new session', schema: tokens.extend({ user }) } },
});

export const refreshOperation = operation({
  id: 'refresh',
  method: 'post',
  path: '/v1/refresh',
  summary: 'Exchange a refresh token for its successor and an access token',
  security: false,
  body: refreshToken,
  answers: { 200: { description: 'The successor; the same one for parallel callers', schema: tokens } },
});

export const seenOperation = operation({
  id: 'refreshSeen',
  method: 'post',
  path: '/v1/refresh/seen',
  summary: 'Gateway: the newest refresh token came back in a request for the first time',
  security: false,
  body: refreshToken,
  answers: { 204: { description: 'Noted, or of no effect' } },
});

export const logoutOperation = operation({
  id: 'logout',
  method: 'post',
  path: '/v1/logout',
  summary: 'End the session of a refresh token',
  security: false,
  body: refreshToken,
  answers: { 204: { description: 'No token of that session is live' } },
});

export const meOperation = operation({
  id: 'me',
  method: 'get',
  path: '/v1/me',
  summary: 'The signed-in user',
  answers: { 200: { description: 'The user', schema: z.object({ user }) } },
});

export const jwksOperation = operation({
  id: 'jwks',
  method: 'get',
  path: '/.well-known/jwks.json',
  summary: 'Public keys that verify access tokens',
  security: false,
  answers: {
    200: {
      description: 'A JSON Web Key Set',
      schema: z.object({
        keys: z.array(z.looseObject({ kty: z.string(), crv: z.string(), x: z.string(), kid: z.string() })),
      }),
    },
  },
});

/** Everything this service answers. */
export const operations = [
  registerOperation,
  loginOperation,
  refreshOperation,
  seenOperation,
  logoutOperation,
  meOperation,
  jwksOperation,
];
