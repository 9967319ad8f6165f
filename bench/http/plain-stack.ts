import express from 'express';
import helmet from 'helmet';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { pinoHttp } from 'pino-http';
import { Histogram, Registry } from 'prom-client';

// The same answer as GET /bff/auth/session, by the usual middleware: the second baseline.
const [authUrl = '', issuer = ''] = process.argv.slice(2);
const keys = createRemoteJWKSet(new URL(`${authUrl}/.well-known/jwks.json`));
const registry = new Registry();
const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Duration of requests',
  labelNames: ['method', 'route', 'status'] as const,
  registers: [registry],
});

const app = express();
app.use(helmet());
app.use(pinoHttp());
app.use((req, res, next) => {
  const end = duration.startTimer();
  res.on('finish', () => end({ method: req.method, route: req.path, status: String(res.statusCode) }));
  next();
});
app.get('/bff/auth/session', async (req, res) => {
  const token = (req.headers.cookie ?? '').replace('goalixa=', '');
  const { payload } = await jwtVerify(token, keys, { issuer, audience: 'goalixa', typ: 'at+jwt' });
  res.json({ userId: payload.sub, expiresAt: new Date((payload.exp ?? 0) * 1_000).toISOString() });
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stderr.write(`port=${typeof address === 'object' ? (address?.port ?? 0) : 0}\n`);
});
