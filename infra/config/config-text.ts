import { z } from 'zod';

/**
 * A text that follows `pattern`.
 * @param message `must be ...`, with an example; said too where the text is missing or is no text
 */
export const text = (message: string, pattern = /\S/) =>
  z.string({ error: message }).regex(pattern, { error: message });

/** The name of a branch, of letters that need no quotes anywhere. */
export const branchName = () => text('must be a branch such as "main"', /^[A-Za-z0-9][\w./-]*$/);

/** The name of a bucket: S3's rules, without dots, which do not go with TLS. */
export const bucketName = () =>
  text(
    'must be the name of a bucket: 3 to 63 lower-case letters, digits and dashes',
    /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  );
