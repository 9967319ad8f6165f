import { z } from 'zod';
import { loginOperation, meOperation, registerOperation } from '@goalixa/auth/contract.ts';
import { operation } from '@goalixa/kit/operation.ts';

/** Bodies are judged by Auth, by the same operations' schemas. */
export const register = operation({
  id: 'register',
  method: 'post',
  path: '/bff/auth/register',
  summary: registerOperation.summary,
  security: false,
  answers: registerOperation.answers,
});

export const login = operation({
  id: 'login',
  method: 'post',
  path: '/bff/auth/login',
  summary: loginOperation.summary,
  security: false,
  answers: { 200: { description: 'The user; the session is in the cookie' } },
});

export const logout = operation({
  id: 'logout',
  method: 'post',
  path: '/bff/auth/logout',
  summary: 'End the session of the cookie',
  security: false,
  answers: { 204: { description: 'Signed out' } },
});

export const refresh = operation({
  id: 'refresh',
  method: 'post',
  path: '/bff/auth/refresh',
  summary: 'Renew the token pair in the cookie now',
  answers: { 204: { description: 'Renewed' } },
});

export const me = operation({
  id: 'me',
  method: 'get',
  path: '/bff/auth/me',
  summary: meOperation.summary,
  answers: meOperation.answers,
});

export const session = operation({
  id: 'session',
  method: 'get',
  path: '/bff/auth/session',
  summary: 'Who is signed in',
  answers: {
    200: {
      description: 'The user and the end of the access token, which is renewed by itself',
      schema: z.object({ userId: z.uuid(), expiresAt: z.iso.datetime() }),
    },
  },
});

/** What this service answers itself; the rest are Core API's operations under their public paths. */
export const operations = [register, login, logout, refresh, me, session];
