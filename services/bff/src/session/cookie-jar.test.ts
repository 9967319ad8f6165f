import { describe, expect, it } from '@jest/globals';
import { CookieJar } from './cookie-jar.ts';

const http = new CookieJar('http://localhost:8080');
const https = new CookieJar('https://goalixa.test');

describe('cookie jar', () => {
  it('C1: refuses a cookie that browsers would drop', () => {
    expect(() => https.set('x'.repeat(4_096), 1)).toThrow('the session cookie has');
  });

  it('C1: names the cookie __Host- and makes it Secure over https', () => {
    expect(https.set('v', 604_800)).toBe(
      '__Host-goalixa=v; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax; Secure',
    );
  });

  it('leaves both out over http', () => {
    expect(http.set('v', 60.9)).toBe('goalixa=v; Max-Age=60; Path=/; HttpOnly; SameSite=Lax');
  });

  it('clears under the same attributes', () => {
    expect(https.clear()).toBe('__Host-goalixa=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure');
  });

  it.each([
    [undefined, null],
    ['', null],
    ['xgoalixa=1', null],
    ['goalixa', null],
    ['theme=dark; goalixa=a.b=c; x=1', 'a.b=c'],
    ['goalixa=first; goalixa=second', 'first'],
  ])('finds in %s: %s', (header, value) => {
    expect(http.find(header)).toBe(value);
  });

  it('takes no cookie without the prefix over https, since a neighbour may have set it', () => {
    expect(https.find('goalixa=planted')).toBeNull();
  });
});
