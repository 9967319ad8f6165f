/** What the stand-in is run with. */
export const {
  PATH: path = '',
  PULUMI_CONFIG_PASSPHRASE: passphrase,
  PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile,
  STAND_IN: state = '',
} = process.env;
