"""What to do first in each kind of emergency, as the plan says it (D15, five incident measures of 000-h)."""

from collections.abc import Mapping

from domain.turn_codes import EmergencyKind

PLAN: Mapping[str, tuple[str, str]] = {
    EmergencyKind.SYSTEM_FAILURE: (
        "立即启用备用系统或手工登记，不中断受理；向技术部门报告故障现象和开始时间；恢复后补录，并核对有无遗漏。",
        (
            "Switch to the backup system or to paper at once, so that intake goes on; tell the technical department what "
            "fails and since when; once it works again, enter what was written by hand and check that nothing is missing."
        ),
    ),
    EmergencyKind.ILLNESS: (
        "先救人：拨打 120，由受过训练的人员施救，疏散围观；通知相关部门和家属；派人陪同送医并记录经过。",
        (
            "People first: call an ambulance, let trained staff give aid, keep bystanders away; tell the departments and "
            "the family; send somebody along to the hospital and write down what happened."
        ),
    ),
    EmergencyKind.INJURY: (
        "先救人：拨打 120 并施救；保护现场、拍照取证；报警，并通知保险公司；派人陪同送医，联系家属。",
        (
            "People first: call an ambulance and give aid; protect the scene and take pictures; call the police and tell "
            "the insurer; send somebody along to the hospital and reach the family."
        ),
    ),
    EmergencyKind.LOST_PROPERTY: (
        "问清物品、时间和地点，协助寻找；调看监控；登记失物情况和联系方式，贵重物品建议报警。",
        (
            "Ask what was lost, when and where, and help to search; look at the cameras; record it with how to reach the "
            "owner, and advise a report to the police for valuables."
        ),
    ),
    EmergencyKind.MEDIA_REPORT: (
        "密切关注报道和评论，保留截图；立即报项目负责人和市场部；统一由发言人回应，其他人不接受采访；核实事实后再表态。",
        (
            "Watch the coverage and the comments and keep screenshots; tell the project head and marketing at once; only "
            "the spokesperson answers; check the facts before anything is said."
        ),
    ),
}
