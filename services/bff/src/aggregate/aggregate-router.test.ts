import { startBff } from '../testing/start-bff.ts';
import { describeAggregateReads } from './aggregate-reads.contract.ts';

describeAggregateReads('in this process', () => startBff());
