import type { Context } from '../api/context';
import { ask, serve, stopServers } from '../http/testing/server';
import { mountTrpc } from './trpc';

afterEach(stopServers);

const open = () => serve((app) => mountTrpc(app, () => ({}) as Context, 3));

test.each(['TRACE', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  const answer = await ask(await open(), '/trpc/studies.list', { method });
  expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
  expect(answer.json()).toMatchObject({ error: { data: { code: 'METHOD_NOT_SUPPORTED', httpStatus: 405 } } });
});

test.each([
  ['a body of no type', 'POST', '/trpc/studies.cancel', undefined, 415],
  ['a body that is text', 'POST', '/trpc/studies.cancel', 'text/plain', 415],
  ['a batch that is too long', 'GET', '/trpc/me.get,me.get,me.get,me.get?batch=1', undefined, 400],
  ['a batch of calls of two kinds', 'GET', '/trpc/me.get,studies.cancel?batch=1', undefined, 400],
  ['parameters of a connection that are none', 'GET', '/trpc/me.get?connectionParams=%7B', undefined, 400],
])('%s is refused in JSON', async (_what, method, path, type, status) => {
  const headers = type === undefined ? {} : { 'content-type': type };
  const answer = await ask(await open(), path, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) });
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(answer.json()).toMatchObject({ error: { data: { httpStatus: status } } });
});
