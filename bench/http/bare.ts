import { createServer } from 'node:http';

// The floor: bare node:http, one JSON answer of the same size.
const body = JSON.stringify({
  userId: '019a0000-0000-7000-8000-000000000001',
  expiresAt: '2026-11-22T10:00:00.000Z',
});
const server = createServer((_req, res) => {
  res.setHeader('Content-Type', 'application/json');
  res.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stderr.write(`port=${typeof address === 'object' ? (address?.port ?? 0) : 0}\n`);
});
