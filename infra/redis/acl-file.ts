import { createHash } from 'node:crypto';
import { cacheUser } from '../naming.ts';
import type { SecretBook } from '../secrets/secret-book.ts';
import { ownLabels } from '../secrets/secret-labels.ts';
import { joinSecrets, type SecretValue } from '../secrets/secret-value.ts';

/** A user of the cache: an allow-list of keys and commands, everything else is refused. */
interface AclUser {
  readonly name: string;
  readonly label: string;
  readonly rules: string;
}

/** Who reads the cache's own figures; sees no key. */
export const exporterUser = 'exporter';

const users: readonly AclUser[] = [
  // `info`, the only dangerous one: the client asks by it whether the server has finished loading.
  { name: cacheUser, label: ownLabels.redisApp, rules: '~goalixa:* +get +set +ping +info' },
  {
    name: exporterUser,
    label: ownLabels.redisExporter,
    rules: '+info +ping +client|setname +latency|latest +latency|histogram +slowlog|len +slowlog|get',
  },
];

// Without a login nothing is answered, not even a ping.
const nobody = 'user default off resetpass resetkeys resetchannels -@all';

/**
 * Redis' ACL file. Each user has the hash of its password and of the one before it, so that whoever still
 * holds the old one is let in until its files have caught up.
 */
export const aclFileOf = (secrets: SecretBook): SecretValue =>
  joinSecrets(
    users.map((user) => lineOf(user, secrets)),
    (...lines) => [nobody, ...lines, ''].join('\n'),
  );

const lineOf = ({ label, name, rules }: AclUser, secrets: SecretBook): SecretValue =>
  joinSecrets(acceptedBy(secrets, label), (...passwords) => {
    const hashes = passwords.map((password) => `#${sha256(password)}`).join(' ');
    return `user ${name} on ${hashes} resetkeys resetchannels -@all ${rules}`;
  });

/**
 * Which passwords the file holds, without any of them: `redis/app r1g1 r1g2, redis/exporter r1g1`. Redis reads
 * the file only when it starts, so a change of this has to start it again.
 */
export const aclStateOf = (secrets: SecretBook): string =>
  users.map(({ label }) => [label, ...acceptedBy(secrets, label).map(stateOf)].join(' ')).join(', ');

/** Oldest first: which of two is the active one changes nothing for Redis. */
const acceptedBy = (secrets: SecretBook, label: string): readonly SecretValue[] =>
  [...secrets.accepted(label)].sort((a, b) => generationOf(a) - generationOf(b));

const generationOf = ({ sources: [source] }: SecretValue): number =>
  source?.from === 'root' ? source.generation : 0;

const stateOf = ({ sources }: SecretValue): string =>
  sources.map((source) => (source.from === 'root' ? `r${source.root}g${source.generation}` : '')).join('');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
