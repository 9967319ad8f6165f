import type { Request, Response } from 'express';
import type { Session, SessionService } from './session-service.ts';

/** The caller's session; a renewed cookie is put on the answer, whatever that will be. */
export async function enter(sessions: SessionService, req: Request, res: Response): Promise<Session> {
  const session = await sessions.enter(req.headers.cookie);
  if (session.setCookie !== null) res.setHeader('Set-Cookie', session.setCookie);
  return session;
}
