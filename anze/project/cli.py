"""`anze`: the command line. Every error is a Chinese sentence with a remedy on standard error, exit status 2."""

import importlib
import sys
import traceback
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import click

from anze.law.problems import Refused

COMMANDS = {
    "serve": "启动网站和后台任务",
    "work": "后台工作：提醒、上报、检查点、清理、导出",
    "admins": "为新装的网站开立三个管理员账号",
    "manage": "Django 的管理命令",
    "ledger": "账本：检查点、核验、导出、依法擦除；核对文件库",
    "backup": "备份：数据库、附件、检查点写成一个文件",
    "backup-key": "生成一对密钥：备份用公钥加密，恢复用私钥",
    "restore": "恢复备份：先全部核对，再一步换上",
    "rebuild": "从履职记录和账本重新推出看板所据的事实",
    "case": "核对案例：事实进，结果出（JSON）",
    "evaluate": "按表格评估全市：Parquet 或 CSV 进，Parquet 出",
    "law": "法规文本与规则包：parse、lint、diff、show、coverage",
    "demo": "造出清远演示城市：在数据库里，或写成表格",
}


class Formatter(click.HelpFormatter):
    """Help in Chinese: click's own words are put into ours."""

    WORDS: ClassVar = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …"), prefix or "用法：")

    def section(self, name: str) -> Any:
        """Begin a section."""
        return super().section(self.WORDS.get(name, name))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of terms and what they mean."""
        said = [(term, OWN_WORDS.get(meaning, meaning).replace("[default: ", "[默认 ").replace("[required]", "[必写]")) for term, meaning in rows]
        super().write_dl(said, col_max, col_spacing)


# What did not happen where a command was refused; any other gave no result.
NOT_DONE = {"restore": "没有恢复，原有的数据没有动", "backup": "没有备份", "backup-key": "没有生成", "admins": "什么也没有改", "serve": "没有启动"}
PATHS = {"does not exist": "没有这个文件", "is a directory": "这是文件夹，要写文件", "is a file": "这是文件，要写文件夹",
         "is not readable": "没有权限读这个文件"}
OWN_WORDS = {"Show this message and exit.": "显示本说明。", "Show the version and exit.": "显示版本。"}
click.Context.formatter_class = Formatter


class Lazy(click.Group):
    """A group whose commands are imported when they are called, so that the others start at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"anze.project.commands.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("命令"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Lazy, name="anze", help="安责：党政领导干部安全生产责任制的规则与证据。", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="anze", message="%(version)s")
def anze() -> None:
    """Take the words of the command line to the command they name."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process: 0 done, 1 a case differs from what it expects, 2 the input was refused, 70 a fault of ours."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a terminal in another encoding must not lose a character
            reconfigure(encoding="utf-8", errors="backslashreplace")
    not_done = NOT_DONE.get(next(iter(sys.argv[1:] if arguments is None else arguments), ""), "未输出任何结果")
    try:
        status = anze.main(args=None if arguments is None else list(arguments), standalone_mode=False)
    except Refused as refused:
        for problem in refused.problems:
            print(problem, file=sys.stderr)
        count = len(refused.problems)
        print(f"共 {count} 处错误，{not_done}。", file=sys.stderr)
        sys.exit(2)
    except click.ClickException as fault:
        print(usage(fault), file=sys.stderr)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        print("已中断，未输出任何结果。", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as fault:
        print(f"{fault.filename or ''}：{fault.strerror or fault}。办法：核对路径、权限和磁盘空间", file=sys.stderr)
        sys.exit(2)
    except Exception:
        traceback.print_exc()
        print("程序内部出错，未输出任何结果。办法：把以上内容和所用的输入一起报给维护者。", file=sys.stderr)
        sys.exit(70)
    sys.exit(status if isinstance(status, int) else 0)


def usage(fault: click.ClickException) -> str:  # noqa: PLR0911 — one sentence a kind of fault
    """Return a fault of the command line in Chinese, with where to look."""
    path = fault.ctx.command_path if isinstance(fault, click.UsageError) and fault.ctx else "anze"
    remedy = f"办法：运行 {path} --help 看用法"
    match fault:
        case click.NoSuchOption():
            near = f"，是否应为 {'、'.join(fault.possibilities)}" if fault.possibilities else ""
            return f"没有 {fault.option_name} 这个选项{near}。{remedy}"
        case click.MissingParameter():
            return f"缺少 {_named(fault)}。{remedy}"
        case click.BadParameter():
            return f"{_named(fault)} 的值不对（{_wanted(fault)}）。{remedy}"
        case click.exceptions.NoArgsIsHelpError():
            return fault.format_message()
        case _ if fault.message.startswith("No such command"):
            return f"没有这个命令：{fault.message.removeprefix('No such command').split('.')[0].strip()}。{remedy}"
        case click.UsageError():
            return f"命令写法不对（{fault.message}）。{remedy}"
    return f"{fault.format_message()}。{remedy}"


def _wanted(fault: click.BadParameter) -> str:
    """Return what a parameter takes, where click would say it in English."""
    kind = fault.param.type if fault.param else None
    if isinstance(kind, click.Choice):
        return f"可写 {'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.types.IntParamType):
        low = getattr(kind, "min", None)
        return "要写整数" + (f"，不小于 {low}" if low is not None else "")
    if isinstance(kind, click.Path):
        name = fault.message.partition("'")[2].rpartition("'")[0]
        return next((f"{name}：{said}" for english, said in PATHS.items() if english in fault.message), f"{name}：打不开")
    return fault.message


def _named(fault: click.BadParameter) -> str:
    if fault.param is None:
        return str(fault.param_hint or "参数")
    return fault.param.opts[0] if isinstance(fault.param, click.Option) else fault.param.make_metavar(fault.ctx or click.Context(anze))
