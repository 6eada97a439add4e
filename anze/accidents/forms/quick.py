"""What a quick report says that is on no record: to whom, who signs, what was done, what else."""

from anze.accidents.forms.fields import VerbForm, text_field


class QuickReportForm(VerbForm):
    """The quick report before it is issued."""

    to = text_field("主送", 200, required=True, help_text="写上一级机关的全称，如某某省安全生产委员会办公室")
    signer = text_field("签发人", 40, required=True, help_text="快报是上行文，印签发人的姓名（党政机关公文处理工作条例第九条）")
    measures = text_field("已经采取的措施", 2000, required=True, rows=4, help_text="救援、现场管控、善后等；台账里没有，请照实写")
    other = text_field("其他应当报告的情况", 2000, rows=3, help_text="没有的不填")
