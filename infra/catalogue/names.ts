/** `core-api` -> `CORE_API`. */
export const upperSnake = (name: string): string => name.replaceAll('-', '_').toUpperCase();

/** The variable that holds a service's base URL: `core-api` -> `CORE_API_URL`. */
export const urlVariableOf = (service: string): string => `${upperSnake(service)}_URL`;

/** The variable that holds the path of a secret: `refresh-key` -> `REFRESH_KEY_FILE`. */
export const fileVariableOf = (secret: string): string => `${upperSnake(secret)}_FILE`;
