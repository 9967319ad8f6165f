import { doctorReport } from './doctor/doctor-report.ts';
import { toolFolders } from './doctor/environment.ts';
import { tools } from './doctor/tools.ts';

process.stdout.write(await doctorReport(tools, toolFolders()));
