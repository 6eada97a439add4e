"""Who may call which address: the table that `test_matrix.py` holds against the site, cell by cell.

One line an address: its name, the permission to read it, the permission to send something to it (the same where there is none).
`public` needs no sign-in. Whoever adds an address adds its line here, by hand: what the code says is what is being tested.
"""

from typing import Final

ADDRESSES: Final = """
# portal
portal:home                     signed_in
portal:attention                board.view
portal:search                   signed_in
# access
access:sign_in                  public
access:demo_sign_in             public
access:sign_on                  public
access:signed_on                public
access:sign_out                 public
access:password                 signed_in
access:second_factor            signed_in
access:second_factor_on         signed_in
access:second_factor_off        signed_in
access:second_factor_codes      signed_in
access:sessions_end             signed_in
access:session_left             public
access:session_stay             signed_in
access:profile                  signed_in
access:large_type               signed_in
access:accounts                 account.create
access:account_new              account.create
access:accounts_excel           account.create
access:account                  account.create
access:account_change           account.create
access:account_reset            account.create
access:account_second_factor    account.create
access:account_active           account.create
access:grants                   grant.give
access:grant_new                grant.give
access:grants_excel             grant.give
access:grant_end                grant.give
access:records_for_new          grant.give
access:records_for_end          grant.give
access:log                      log.view
access:log_excel                log.view
# register
register:units                  register.view
register:unit                   register.view
register:unit_change            register.change
register:unit_close             register.change
register:hand_over              register.change
register:committee              register.change
register:officers               register.view
register:officer                register.view
register:officer_rename         register.change
register:unit_add               register.change
register:officer_add            register.change
register:tenure_add             register.change
register:town_add               register.change
register:suggest                register.change
register:tenure_end             register.change
register:tenure_correct         register.change
register:tenure_move            register.change
register:tenure_withdraw        register.change
register:shape                  register.view
register:shape_excel            register.view
register:problem_towns          register.view
register:problem_towns_excel    register.view
register:town_remove            register.change
register:town_withdraw          register.change
register:committees             register.view
register:committees_excel       register.view
register:committee_end          register.change
register:committee_withdraw     register.change
register:start                  register.found
register:import                 register.import
register:import_template        register.import
register:import_dirty           register.import
register:imported               register.import
register:import_mend            register.import
register:import_apply           register.import
register:import_undo            register.import
register:import_marked          register.import
register:export                 register.view
# acts
acts:save_draft                 signed_in
acts:drop_draft                 signed_in
acts:problems                   problem.follow
acts:problem                    problem.follow
acts:upload                     act.view        act.record
acts:file                       act.view
acts:preview                    act.view
acts:preview_page               act.view
acts:remove_file                act.view        act.record
acts:worker                     public
acts:list                       act.view
acts:record                     act.record
acts:record_type                act.record
acts:panel                      act.record
acts:queue                      act.record
acts:token                      public
acts:confirm                    act.confirm
acts:detail                     act.view
acts:receipt                    act.view
acts:correct                    act.record
acts:withdraw                   act.withdraw
acts:reject                     act.confirm
# enterprises
enterprises:list                enterprise.view
enterprises:add                 enterprise.change
enterprises:import              enterprise.change
enterprises:import_template     enterprise.change
enterprises:imported            enterprise.change
enterprises:import_mend         enterprise.change
enterprises:import_apply        enterprise.change
enterprises:import_undo         enterprise.change
enterprises:import_cancel       enterprise.change
enterprises:import_marked       enterprise.change
enterprises:enterprise          enterprise.view
enterprises:change              enterprise.change
enterprises:take_off            enterprise.change
enterprises:charges             enterprise.view
enterprises:charge_add          enterprise.change
enterprises:charges_excel       enterprise.view
enterprises:charges_import      enterprise.change
enterprises:charge_change       enterprise.change
enterprises:charge_end          enterprise.change
enterprises:charge_strike       enterprise.change
enterprises:kind_add            enterprise.change
enterprises:kind_change         enterprise.change
enterprises:gaps                enterprise.view
enterprises:grid                enterprise.view
enterprises:grid_mine           enterprise.view
enterprises:cell_add            enterprise.change
enterprises:grid_excel          enterprise.view
enterprises:grid_import         enterprise.change
enterprises:cell                enterprise.view
enterprises:cell_change         enterprise.change
enterprises:holder_add          enterprise.change
enterprises:holder_change       enterprise.change
enterprises:holder_end          enterprise.change
enterprises:holder_strike       enterprise.change
enterprises:delegations         enterprise.view
enterprises:delegation_add      enterprise.change
enterprises:delegations_excel   enterprise.view
enterprises:delegations_import  enterprise.change
enterprises:delegation_renew    enterprise.change
enterprises:delegation_change   enterprise.change
enterprises:delegation_end      enterprise.change
enterprises:delegation_strike   enterprise.change
# duties
duties:mine                     duty.own
duties:board                    board.view
duties:cell                     board.view
duties:person                   board.view
duties:board_unit               board.view
duties:contacts                 board.view
duties:contacts_coverage        board.view
duties:contact_new              contact.change
duties:contacts_bulk            contact.change
duties:contacts_excel           board.view
duties:contacts_import          contact.change
duties:contact_history          board.view
duties:contact_change           contact.change
duties:contact_end              contact.change
duties:lists                    board.view
duties:lists_excel              board.view
duties:list_unit_word           board.view
duties:list_officer_word        board.view
duties:list_post                board.view
duties:list_word                board.view
duties:list_acknowledge         duty_list.acknowledge
duties:safety_lists             board.view
duties:safety_lists_excel       board.view
duties:safety_lists_import      duty_list.change
duties:safety_list_new          duty_list.change
duties:safety_list              board.view
duties:safety_list_change       duty_list.change
duties:safety_list_end          duty_list.change
duties:work_lists               board.view
duties:work_list_new            duty_list.change
duties:work_list                board.view
duties:work_list_issue          duty_list.change
duties:work_list_check          duty_list.change
duties:work_item_new            duty_list.change
duties:work_list_excel          board.view
duties:work_list_import         duty_list.change
duties:work_list_word           board.view
duties:work_item_change         duty_list.change
duties:work_item_drop           duty_list.change
duties:inbox                    signed_in
duties:message                  signed_in
duties:preferences              signed_in
duties:urge                     urge.send
duties:escalations              board.view
duties:escalations_excel        board.view
duties:calendar                 signed_in       calendar.change
duties:status                   system.watch
duties:statute                  signed_in
duties:provision                signed_in
# accidents
accidents:list                  accident.view
accidents:import                accident.record
accidents:import_template       accident.record
accidents:imported              accident.record
accidents:import_mend           accident.record
accidents:import_apply          accident.record
accidents:import_undo           accident.record
accidents:import_marked         accident.record
accidents:outlook               accident.view
accidents:timeline              accident.view
accidents:monthly               accident.view
accidents:bulletin              paper.issue
accidents:new                   accident.record
accidents:panel                 accident.record
accidents:detail                accident.view
accidents:quick_report          paper.issue
accidents:quick_word            paper.issue
accidents:correct               accident.change
accidents:verb                  accident.change
accidents:take_off              accident.change
# interviews
interviews:list                 interview.view
interviews:mine                 interview.view
interviews:counts               interview.view
interviews:officer              interview.view
interviews:decisions            interview.view
interviews:superior             interview.view
interviews:trigger              interview.view
interviews:trigger_notice       interview.view
interviews:answer               interview.view
interviews:detail               interview.view
interviews:draft                interview.view
interviews:paper                interview.view
interviews:order                interview.propose
interviews:decision_new         interview.propose
interviews:decision_strike      interview.propose
interviews:superior_new         interview.propose
interviews:superior_import      interview.propose
interviews:superior_correct     interview.propose
interviews:superior_strike      interview.propose
interviews:propose              interview.propose
interviews:join                 interview.propose
interviews:decline              interview.propose
interviews:reconsider           interview.propose
interviews:resubmit             interview.propose
interviews:drop                 interview.propose
interviews:approve              interview.decide
interviews:turn_back            interview.decide
interviews:cancel               interview.decide
interviews:item                 interview.run
interviews:people               interview.run
interviews:revise               interview.run
interviews:replace              interview.decide
interviews:notify               interview.run
interviews:reschedule           interview.run
interviews:hold                 interview.run
interviews:amend                interview.run
interviews:minute               interview.run
interviews:require              interview.run
interviews:send_back            interview.run
interviews:close                interview.run
interviews:circulate            interview.run
interviews:hand_over            interview.run
interviews:item_report          interview.report
# assessments
assessments:list                assessment.view
assessments:detail              assessment.view
assessments:scheme              assessment.view
assessments:unit                assessment.view
assessments:snapshot            assessment.view
assessments:paper               assessment.view
assessments:draft               assessment.view
assessments:scores_excel        assessment.view
assessments:new                 assessment.run
assessments:terms               assessment.run
assessments:indicator_new       assessment.run
assessments:indicator           assessment.run
assessments:indicator_remove    assessment.run
assessments:without             assessment.run
assessments:applies             assessment.run
assessments:reply               assessment.run
assessments:recuse              assessment.run
assessments:recusal_end         assessment.run
assessments:scoring             assessment.run
assessments:scores_import       assessment.run
assessments:take                assessment.run
assessments:approve             assessment.run
assessments:confirm             assessment.decide
assessments:self_assess         assessment.report
assessments:object              assessment.report
interviews:report               interview.report
# supervision
supervision:list                supervision.view
supervision:mine                supervision.view
supervision:detail              supervision.view
supervision:slip_draft          supervision.view
supervision:new                 supervision.assign
supervision:import              supervision.assign
supervision:import_template     supervision.assign
supervision:imported            supervision.assign
supervision:import_mend         supervision.assign
supervision:import_apply        supervision.assign
supervision:import_undo         supervision.assign
supervision:import_marked       supervision.assign
supervision:urge                supervision.assign
supervision:slip                supervision.assign
supervision:take                supervision.assign
supervision:review              supervision.assign
supervision:decide              supervision.decide
supervision:report              supervision.report
# hazards
hazards:list                    hazard.view
hazards:new                     hazard.change
hazards:import                  hazard.change
hazards:import_template         hazard.change
hazards:imported                hazard.change
hazards:import_mend             hazard.change
hazards:import_apply            hazard.change
hazards:import_undo             hazard.change
hazards:import_marked           hazard.change
hazards:problems                hazard.change
hazards:patrols                 hazard.view
hazards:patrol_new              hazard.change
hazards:patrol                  hazard.view
hazards:patrol_withdraw         hazard.change
hazards:listings                hazard.view
hazards:listing                 hazard.view
hazards:listing_notice          hazard.view
hazards:listing_take            hazard.change
hazards:listing_decide          hazard.list
hazards:danger                  hazard.view
hazards:take                    hazard.change
# letters
letters:list                    letter.view
letters:matrix                  letter.view
letters:all                     letter.view
letters:register                letter.view
letters:register_import         letter.issue
letters:pattern                 letter.view              letter.issue
letters:begin                   letter.issue
letters:generate                letter.issue
letters:preview                 letter.issue
letters:shares_import           letter.issue
letters:scans                   letter.file
letters:scans_reading           letter.file
letters:scan                    letter.view              letter.file
letters:scan_page               letter.view
letters:scan_file               letter.view
letters:scan_off                letter.view              letter.file
letters:detail                  letter.view
letters:paper                   letter.view
letters:sign                    letter.sign
letters:unsign                  letter.sign
letters:outcome                 letter.issue
letters:replace                 letter.issue
letters:void                    letter.issue
# tours
tours:list                      tour.view
tours:cycle                     tour.view
tours:plan                      tour.run
tours:import                    tour.run
tours:superior                  tour.view
tours:superior_new              tour.run
tours:superior_import           tour.run
tours:superior_correct          tour.run
tours:superior_strike           tour.run
tours:finding                   tour.check
tours:finding_strike            tour.check
tours:item                      tour.run
tours:item_report               tour.report
tours:detail                    tour.view
tours:run                       tour.run
tours:go                        tour.check
tours:decide                    tour.decide
tours:report                    tour.report
tours:check                     tour.view   tour.check
tours:sample                    tour.view   tour.check
tours:finding_new               tour.check
tours:findings_import           tour.check
tours:require                   tour.run
tours:draft                     tour.view
tours:paper                     tour.view
# record
record:ledger                   ledger.view
record:entry                    ledger.view
record:verify                   ledger.verify
record:checkpoint               ledger.verify
record:digests                  ledger.verify
record:sample                   ledger.verify
# papers
papers:templates                template.change
papers:letterhead               template.change
papers:template                 template.change
papers:template_current         template.change
papers:template_word            template.change
papers:template_restore         template.change
papers:template_pdf             template.change
papers:template_page            template.change
papers:file                     signed_in
papers:file_save                signed_in
papers:file_page                signed_in
papers:file_remove              signed_in
papers:file_add                 signed_in
papers:list                     paper.view
papers:numbers                  paper.view
papers:number_void              paper.issue
papers:urging                   paper.issue
papers:urging_letter            paper.issue
papers:detail                   signed_in
papers:word                     signed_in
papers:pdf                      signed_in
papers:page                     signed_in
# publication
publication:front               public
api:tokens                      signed_in
api:token_new                   signed_in
api:token_revoke                signed_in
api:docs                        signed_in
api:entrance                    public
publication:results             public
publication:results_json        public
publication:results_csv         public
publication:notices             public
publication:notices_json        public
publication:notice              public
publication:statute             public
publication:provision           public
publication:check               public
publication:ledger              public
publication:ledger_json         public
publication:desk                publication.view
publication:preview_result      publication.view
publication:result_withdraw     publication.decide
publication:notice_new          publication.prepare
publication:notice_preview      publication.view
publication:notice_change       publication.prepare
publication:notice_publish      publication.decide
publication:notice_withdraw     publication.decide
# yearly
yearly:year                     year.view
yearly:feed_new                 year.view
yearly:feed_end                 year.view
yearly:feed                     public
yearly:own_tasks                year_task.view
yearly:tasks                    year_task.view
yearly:tasks_excel              year_task.view
yearly:tasks_import             year_task.change
yearly:lay_out                  year_task.change
yearly:task_new                 year_task.change
yearly:task_change              year_task.change
yearly:task_drop                year_task.change
yearly:task_mark                year_task.change
yearly:own_report               report.write
yearly:report                   report.write
yearly:report_word              report.write
yearly:report_sign              report.sign
yearly:reports                  report.view
yearly:report_signed            report.view
# accountability: cases
accountability:cases            case.handle
accountability:case_new         case.open
accountability:readings         case.readings
accountability:mine             case.answer
accountability:own              case.answer
accountability:own_state        case.answer
accountability:own_contest      case.answer
accountability:own_receive      case.answer
accountability:own_paper        case.answer
accountability:own_file         case.answer
accountability:person           case.handle
accountability:person_take      case.handle
accountability:person_paper     case.handle
accountability:decision_paper   case.handle
accountability:case             case.handle
accountability:case_opening     case.handle
accountability:case_take        case.handle
accountability:case_files       case.handle
accountability:case_file        case.handle
accountability:case_strike      case.handle
accountability:case_member_end  case.handle
accountability:case_readings    case.handle
# accountability: what the law finds
accountability:grounds          ground.view
accountability:ground           ground.view
accountability:ground_decline   ground.view             case.open
accountability:ground_reconsider ground.view            case.open
accountability:vetoes           veto.view
accountability:counts           veto.view
# vetting
vetting:list                    vetting.run
vetting:template                vetting.run
vetting:enquiry                 vetting.run
vetting:subject                 vetting.run
vetting:excel                   vetting.run
vetting:issue                   vetting.run
vetting:mine                    vetting.own
# privacy
privacy:requests                data_request.view
privacy:mine                    data_request.file
privacy:copy                    data_request.file
privacy:correct                 data_request.file
privacy:erase                   data_request.file
privacy:own                     data_request.file
privacy:withdraw                data_request.file
privacy:detail                  data_request.view
privacy:decide                  data_request.decide
privacy:carry                   register.change
# evidence packs (第三十条)
dossiers:list                   dossier.make
dossiers:own                    dossier.make
dossiers:ask                    dossier.make
dossiers:make                   dossier.make
dossiers:digests                dossier.make
dossiers:made                   dossier.make
dossiers:download               dossier.make
# workbook
workbook:exports                signed_in
workbook:export                 signed_in
workbook:export_cancel          signed_in
"""

# Permission × kind of user: how far it reaches. o about oneself, n the leaders one records for, u the unit, t the unit and all below, a all, - not at all.
REACH: Final = """
permission              office office_head leader secretary liaison discipline organisation auditor system_admin security_admin audit_admin
register.view           t      t           t      n         u       t          t            t       -            -              -
register.change         t      -           -      -         -       -          -            -       -            -              -
register.import         t      -           -      -         -       -          -            -       -            -              -
register.found          t      -           -      -         -       -          -            -       a            -              -
act.view                t      t           t      n         u       t          t            t       -            -              -
act.record              u      -           o      n         u       -          -            -       -            -              -
act.withdraw            u      -           o      n         u       -          -            -       -            -              -
act.confirm             -      -           o      -         -       -          -            -       -            -              -
problem.follow          t      -           o      n         u       -          -            -       -            -              -
duty.own                -      -           o      n         -       -          -            -       -            -              -
board.view              t      t           t      n         u       t          t            t       -            -              -
contact.change          t      -           -      -         -       -          -            -       -            -              -
duty_list.change        t      -           -      -         u       -          -            -       -            -              -
duty_list.acknowledge   -      -           o      -         -       -          -            -       -            -              -
urge.send               t      -           -      -         -       -          -            -       -            -              -
calendar.change         t      -           -      -         -       -          -            -       -            -              -
enterprise.view         t      t           t      -         u       t          t            t       -            -              -
enterprise.change       t      -           -      -         u       -          -            -       -            -              -
enterprise.contact      t      -           -      -         u       -          -            -       -            -              -
year.view               t      t           t      n         u       t          t            t       -            -              -
year_task.view          t      t           t      -         -       -          -            t       -            -              -
report.write            -      -           o      n         -       -          -            -       -            -              -
report.sign             -      -           o      -         -       -          -            -       -            -              -
report.view             t      t           -      -         -       t          t            t       -            -              -
year_task.change        u      -           -      -         -       -          -            -       -            -              -
accident.view           t      t           t      -         u       t          t            t       -            -              -
accident.record         t      -           -      -         -       -          -            -       -            -              -
accident.change         t      -           -      -         -       -          -            -       -            -              -
paper.view              t      t           t      -         u       t          t            t       -            -              -
paper.issue             t      -           -      -         -       -          -            -       -            -              -
template.change         u      -           -      -         -       -          -            -       -            -              -
interview.view          t      t           t      n         u       t          t            t       -            -              -
interview.propose       t      -           -      -         -       -          -            -       -            -              -
interview.decide        -      u           -      -         -       -          -            -       -            -              -
interview.run           t      -           -      -         -       -          -            -       -            -              -
interview.report        t      -           -      -         u       -          -            -       -            -              -
hazard.view             t      t           t      -         u       t          t            t       -            -              -
hazard.change           t      -           -      -         u       -          -            -       -            -              -
hazard.list             u      u           -      -         -       -          -            -       -            -              -
assessment.view         t      t           t      -         u       t          t            t       -            -              -
assessment.run          u      -           -      -         -       -          -            -       -            -              -
assessment.decide       -      u           -      -         -       -          -            -       -            -              -
assessment.report       u      -           -      -         u       -          -            -       -            -              -
supervision.view        t      t           t      n         u       t          t            t       -            -              -
supervision.assign      t      -           -      -         -       -          -            -       -            -              -
supervision.decide      u      u           -      -         -       -          -            -       -            -              -
supervision.report      t      -           o      n         u       -          -            -       -            -              -
letter.view             t      t           t      -         -       t          t            t       -            -              -
letter.issue            u      -           -      -         -       -          -            -       -            -              -
letter.file             u      -           -      -         -       -          -            -       -            -              -
letter.sign             -      -           o      -         -       -          -            -       -            -              -
tour.view               t      t           t      -         u       t          t            t       -            -              -
tour.run                t      -           -      -         -       -          -            -       -            -              -
tour.check              t      u           o      -         u       -          -            -       -            -              -
tour.decide             -      u           -      -         -       -          -            -       -            -              -
tour.report             t      -           -      -         u       -          -            -       -            -              -
publication.view        u      u           -      -         -       -          -            t       -            -              -
publication.prepare     u      u           -      -         -       -          -            -       -            -              -
publication.decide      -      u           -      -         -       -          -            -       -            -              -
dossier.make            -      -           o      -         -       t          -            -       -            -              -
ground.view             -      -           -      -         -       t          -            -       -            -              -
case.open               -      -           -      -         -       t          -            -       -            -              -
case.handle             -      u           -      -         -       t          t            -       -            -              -
case.answer             -      -           o      -         -       -          -            -       -            -              -
case.readings           -      -           -      -         -       -          -            -       -            -              a
veto.view               t      t           -      -         -       t          t            t       -            -              -
ban.view                -      -           -      -         -       t          t            -       -            -              -
vetting.run             -      -           -      -         -       -          t            -       -            -              -
vetting.own             -      -           o      -         -       -          -            -       -            -              -
data_request.file       -      -           o      -         -       -          -            -       -            -              -
data_request.view       t      t           -      -         -       -          -            -       -            -              -
data_request.decide     -      t           -      -         -       -          -            -       -            -              -
ledger.view             -      -           -      -         -       t          -            t       -            -              -
ledger.verify           -      -           -      -         -       -          -            a       -            -              a
account.create          -      -           -      -         -       -          -            -       a            -              -
grant.give              -      -           -      -         -       -          -            -       -            a              -
log.view                -      -           -      -         -       -          -            -       -            -              a
system.watch            -      -           -      -         -       -          -            -       a            -              -
signed_in               o      o           o      o         o       o          o            o       o            o              o
"""
