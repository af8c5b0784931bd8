package dev.leadlog.tempintake;
import dev.leadlog.log.*; import dev.leadlog.log.BulkInsert.Written; import dev.leadlog.lifecycle.*; import dev.leadlog.intake.*; import dev.leadlog.concurrency.*;
import jakarta.inject.Singleton; import java.util.*;
@Singleton public class TempIntake {
  private final FoundLeads found; private final BulkIntake bulkIntake; private final BulkInsert bulk;
  TempIntake(LeadLogs logs, LeadInsert insert, BulkInsert bulk, LeadQueue queue, BoundedExecutor e) { this.bulk=bulk; found=new FoundLeads(logs, insert, queue, e); bulkIntake=new BulkIntake(bulk, queue, e, e, BulkIntake.PATIENCE);} 
  public Recorded recordFound(List<NewLead> leads){ return found.record(leads);} 
  public Map<LeadgenId, Written> bring(List<NewLead> leads){ return bulkIntake.bring(leads);} 
  public Set<LeadgenId> known(Set<LeadgenId> ids){ return bulk.known(ids);} }
