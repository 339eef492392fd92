/** The door for hosts that open serial ports on behalf of an engine in another thread. */
export { openSerial, type OpenSerial } from './transports/gsm-modem/open-serial.ts'
